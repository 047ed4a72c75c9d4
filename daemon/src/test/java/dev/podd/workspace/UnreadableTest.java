package dev.podd.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class UnreadableTest {
    private final Unreadable unreadable = new Unreadable();

    @Test
    void nothingIsSaidWhereAllCouldBeRead() {
        assertThat(unreadable.note() + unreadable.noteBeside(3)).isEmpty();
    }

    @Test
    void filesAreToldFromFoldersAndCountedAmongAll() {
        unreadable.add("b.txt");
        unreadable.addFolder("locked");

        assertThat(unreadable.note()).isEqualTo("1 file could not be read: b.txt\n1 folder could not be read: locked");
        assertThat(unreadable.noteBeside(1))
                .isEqualTo("1 of 2 files could not be read: b.txt\n1 folder could not be read: locked");
        assertThat(unreadable.noteBeside(0)).startsWith("1 of 1 file could not be read: b.txt");
    }

    @Test
    void onlyTheFirstAreNamed() {
        List.of("g", "f", "e", "d", "c", "b", "a").forEach(unreadable::add);

        assertThat(unreadable.noteBeside(2)).isEqualTo("7 of 9 files could not be read: a, b, c, d, e and 2 more");
    }
}
