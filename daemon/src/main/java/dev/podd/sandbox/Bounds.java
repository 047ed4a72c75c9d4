package dev.podd.sandbox;

import java.nio.file.Path;
import java.util.List;

/**
 * What a command in a sandbox finds of the file system and of the network. Whatever no place shows, and is neither a
 * folder of the system nor private to the sandbox, is not there. Immutable.
 *
 * @param places  one on top of the other: the last one that covers a path counts
 * @param folder  private to the commands of one owner
 * @param home    the person's home folder, in whose place the command finds an empty one of its own
 * @param network whether the command may use the network
 */
public record Bounds(List<Place> places, PrivateFolder folder, Path home, boolean network) {
    public Bounds {
        places = List.copyOf(places);
    }

    /** What is found at a path. */
    public sealed interface Place {
        /** A real path. */
        Path at();

        /** A file or folder with all below; {@code source} is another path where something else is shown in its place. */
        record Shown(Path at, Path source, boolean isWritable) implements Place {
            /** As it is. */
            public static Shown itself(Path at, boolean isWritable) {
                return new Shown(at, at, isWritable);
            }
        }

        /** A file that is there and cannot be read. */
        record HiddenFile(Path at) implements Place {}

        /** A folder that is there and is empty. */
        record HiddenFolder(Path at) implements Place {}

        /** A folder that is empty and stays so, whether it is there or not. */
        record Kept(Path at) implements Place {}

        /**
         * A file that holds a text and stays so, whether it is there or not.
         *
         * @param text means as much as no file, to those who find it; a file of that content was made for a command
         */
        record KeptFile(Path at, String text) implements Place {}
    }
}
