package dev.podd.usage;

import java.util.Locale;

/** Tokens and their cost in words. */
public final class Spent {
    private Spent() {}

    /** As in "1,200 in (1,000 cached), 34 out · $0.0123"; without a cost where no price is known. */
    public static String words(Usage usage) {
        String cached = usage.cacheRead() == 0 ? ""
                : String.format(Locale.ROOT, " (%,d cached)", usage.cacheRead());
        String cost = usage.cost() == null ? "" : String.format(Locale.ROOT, " · $%,.4f", usage.cost());
        return String.format(Locale.ROOT, "%,d in%s, %,d out%s", usage.input(), cached, usage.output(), cost);
    }
}
