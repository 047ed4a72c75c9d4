package dev.podd.provider.http;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** How long a provider asks us to wait: seconds or a date, or milliseconds in a header of its own. */
final class RetryAfter {
    private static final List<String> MILLIS = List.of("retry-after-ms", "x-ms-retry-after-ms");

    private RetryAfter() {}

    static @Nullable Duration of(Function<String, @Nullable String> header, Clock clock) {
        for (String name : MILLIS) {
            Duration wait = times(header.apply(name), 1);
            if (wait != null) {
                return wait;
            }
        }
        String text = header.apply("retry-after");
        Duration wait = times(text, 1000);
        return wait != null ? wait : until(text, clock);
    }

    private static @Nullable Duration times(@Nullable String number, int millis) {
        try {
            double value = number == null ? -1 : Double.parseDouble(number.strip());
            return value >= 0 ? Duration.ofMillis((long) (value * millis)) : null;
        } catch (NumberFormatException noNumber) {
            return null;
        }
    }

    private static @Nullable Duration until(@Nullable String date, Clock clock) {
        if (date == null) {
            return null;
        }
        try {
            Instant then = ZonedDateTime.parse(date.strip(), DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
            Duration wait = Duration.between(clock.instant(), then);
            return wait.isNegative() ? Duration.ZERO : wait;
        } catch (DateTimeException noDate) {
            return null;
        }
    }
}
