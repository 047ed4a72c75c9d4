package dev.podd.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.podd.json.Json;
import dev.podd.json.JsonException;
import dev.podd.state.PrivateTextFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The person's answers to whether folders are trusted, in one small JSON file. Safe on every thread. */
public final class TrustStore {
    private static final int LIMIT = 16 * 1024 * 1024;

    private static final String DAMAGED = "it holds no JSON object; mend or delete it";

    private final PrivateTextFile file;

    /** @param file need not exist */
    public TrustStore(Path file) {
        this.file = new PrivateTextFile(file, LIMIT);
    }

    /** Empty for a folder of which nothing was said. */
    public Optional<Boolean> answer(Path folder) {
        JsonNode said = read().get(name(folder));
        return said == null ? Optional.empty() : Optional.of(said.booleanValue());
    }

    public boolean isTrusted(Path folder) {
        return answer(folder).orElse(false);
    }

    /** Folders that are trusted, by what were their real paths. */
    public List<Path> trusted() {
        return read().properties().stream().filter(said -> said.getValue().booleanValue())
                .map(said -> Path.of(said.getKey())).toList();
    }

    /**
     * Keeps an answer in place of the one before.
     *
     * @throws TrustNotKept the file is damaged, or cannot be written
     */
    public void trust(Path folder, boolean isTrusted) {
        keep(folder, name(folder), isTrusted); // the name is looked up without the lock: a look at the folder may hang
    }

    private void keep(Path folder, String name, boolean isTrusted) {
        try {
            file.change(before -> read(before).put(name, isTrusted).toPrettyString() + "\n");
        } catch (IOException e) {
            throw new TrustNotKept(folder, file.path(), e);
        }
    }

    /** A file that is missing or cannot be read holds no trust. */
    private ObjectNode read() {
        try {
            return read(file.read());
        } catch (IOException damaged) {
            return Json.object();
        }
    }

    private static ObjectNode read(@Nullable String text) throws IOException {
        try {
            if (text == null) {
                return Json.object();
            }
            if (Json.read(text) instanceof ObjectNode all) {
                return all;
            }
        } catch (JsonException noJson) {
            throw new IOException(DAMAGED, noJson);
        }
        throw new IOException(DAMAGED);
    }

    private static String name(Path folder) {
        try {
            return folder.toRealPath().toString();
        } catch (IOException missing) {
            return folder.toAbsolutePath().normalize().toString();
        }
    }
}
