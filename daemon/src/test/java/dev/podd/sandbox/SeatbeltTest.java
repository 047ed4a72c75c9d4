package dev.podd.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podd.sandbox.Bounds.Place;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class SeatbeltTest {
    @Test
    void theProfileSaysWhatTheBoundsSay() {
        try (PrivateFolder folder = new PrivateFolder()) {
            Path work = Path.of("/Users/me/wo\"rk");
            Bounds bounds = new Bounds(List.of(Place.Shown.itself(Path.of("/Users/me/.cargo/bin"), false),
                    Place.Shown.itself(work, true), new Place.HiddenFile(work.resolve(".env")),
                    new Place.HiddenFolder(work.resolve("keys")), Place.Shown.itself(work.resolve(".vscode"), false),
                    new Place.Kept(work.resolve(".podd"))), folder, Path.of("/Users/me"), false);

            String rules = Seatbelt.profile(bounds).replace(folder.home().getParent().toString(), "/private");

            assertThat(rules).startsWith("""
                    (version 1)
                    (allow default)
                    (deny file-write*)
                    (allow file-write* (subpath "/dev"))
                    (deny file-read-data (subpath "/Users/me"))
                    (deny file-read-data (subpath "/Volumes"))
                    (deny network*)
                    """).endsWith("""
                    (allow file-read* file-write* (subpath "/private/home") (subpath "/private/tmp"))
                    (allow file-read* (subpath "/Users/me/.cargo/bin"))
                    (deny file-write* (subpath "/Users/me/.cargo/bin"))
                    (allow file-read* file-write* (subpath "/Users/me/wo\\"rk"))
                    (deny file-read* file-write* (literal "/Users/me/wo\\"rk/.env"))
                    (deny file-read* file-write* (subpath "/Users/me/wo\\"rk/keys"))
                    (allow file-read* (subpath "/Users/me/wo\\"rk/.vscode"))
                    (deny file-write* (subpath "/Users/me/wo\\"rk/.vscode"))
                    (deny file-write* (subpath "/Users/me/wo\\"rk/.podd"))
                    """);
        }
    }
}
