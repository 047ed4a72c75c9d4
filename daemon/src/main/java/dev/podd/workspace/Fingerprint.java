package dev.podd.workspace;

import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/** What a file's content is known again by: its hash, and of a small file the content. */
public final class Fingerprint {
    /** Content up to this size is kept, to show what somebody else changed. */
    static final int KEPT = 64 * 1024;

    private final byte[] hash;
    private final byte[] content;

    private Fingerprint(byte[] hash, byte[] content) {
        this.hash = hash;
        this.content = content;
    }

    static Fingerprint of(byte[] content) {
        return new Fingerprint(sha256().digest(content), content.length <= KEPT ? content : new byte[0]);
    }

    boolean isOf(byte[] other) {
        return Arrays.equals(hash, sha256().digest(other));
    }

    /** The hash alone. */
    Fingerprint withoutContent() {
        return new Fingerprint(hash, new byte[0]);
    }

    /** Empty when the file was too large to keep. */
    byte[] content() {
        return content;
    }

    /** Takes the fingerprint of what is read through it. */
    static final class Reading extends FilterInputStream {
        private final MessageDigest digest = sha256();
        private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
        private boolean isSmall = true;

        Reading(InputStream file) {
            super(file);
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            int size = super.read(into, offset, length);
            if (size > 0) {
                digest.update(into, offset, size);
                isSmall = isSmall && kept.size() + size <= KEPT;
                kept.write(into, offset, isSmall ? size : 0);
            }
            return size;
        }

        /** Of what was read so far. */
        Fingerprint fingerprint() {
            return new Fingerprint(digest.digest(), isSmall ? kept.toByteArray() : new byte[0]);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
