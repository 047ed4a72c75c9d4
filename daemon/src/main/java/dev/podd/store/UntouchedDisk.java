package dev.podd.store;

import jetbrains.exodus.io.AbstractDataWriter;
import jetbrains.exodus.io.Block;
import jetbrains.exodus.io.DataWriter;
import jetbrains.exodus.io.FileDataReader;
import jetbrains.exodus.io.RemoveBlockType;
import org.jspecify.annotations.Nullable;

/**
 * A disk that nothing is written to. Xodus cuts its files back to the last whole transaction whenever it opens them, a
 * damaged one back to before the damage; here it believes that it did.
 */
final class UntouchedDisk implements Disk {
    private long left;

    /** How many bytes Xodus would have cut off. */
    long left() {
        return left;
    }

    @Override
    public DataWriter writer(FileDataReader reader) {
        return new Untouching(reader);
    }

    private final class Untouching extends AbstractDataWriter {
        private final FileDataReader reader;
        private @Nullable Block block;

        Untouching(FileDataReader reader) {
            this.reader = reader;
        }

        @Override
        public Block write(byte[] bytes, int offset, int length) {
            if (block == null) {
                throw new IllegalStateException("no block is open");
            }
            return block;
        }

        @Override
        public void truncateBlock(long address, long length) {
            left += new FileDataReader.FileBlock(address, reader).length() - length;
        }

        @Override
        public void removeBlock(long address, RemoveBlockType type) {
            left += new FileDataReader.FileBlock(address, reader).length();
        }

        @Override
        protected Block openOrCreateBlockImpl(long address, long length) {
            block = new FileDataReader.FileBlock(address, reader);
            return block;
        }

        @Override
        public boolean lock(long timeout) {
            return true;
        }

        @Override
        public boolean release() {
            return true;
        }

        @Override
        public String lockInfo() {
            return "";
        }

        @Override
        protected void syncImpl() {}

        @Override
        protected void closeImpl() {}

        @Override
        protected void clearImpl() {}
    }
}
