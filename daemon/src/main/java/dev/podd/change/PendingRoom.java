package dev.podd.change;

import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * How much can be pending: all of it is in memory. Where there is more, the oldest counts as kept; the newest file has room
 * in any case. Immutable.
 *
 * @param files      with hunks
 * @param characters of their texts, with the hunks and without them
 */
record PendingRoom(int files, long characters) {
    static final PendingRoom OF_A_DAEMON = new PendingRoom(2_000, 16 << 20);

    /** Takes files one after the other, as long as there is room. */
    final class Filling {
        private int taken;
        private long size;

        /** Whether one more file has room, whatever it holds. */
        boolean isFull() {
            return taken >= files || (taken > 0 && size >= characters);
        }

        boolean takes(PendingFile file) {
            size += file.state().text().size();
            taken++;
            return taken == 1 || (taken <= files && size <= characters);
        }
    }

    /** Those without room. */
    List<PendingFile> over(Collection<PendingFile> all) {
        Filling filling = new Filling();
        return all.stream().map(each -> Map.entry(each.newest(), each)) // what is sorted must not change meanwhile
                .sorted(Map.Entry.<Long, PendingFile>comparingByKey().reversed()).map(Map.Entry::getValue)
                .filter(each -> !filling.takes(each)).toList();
    }

    String told(int count) {
        return "what agents changed in " + count + (count == 1 ? " file" : " files")
                + " counts as kept, the oldest first: only so much can wait to be kept or undone (" + files + " files, "
                + (characters >> 20) + " Mi characters)";
    }
}
