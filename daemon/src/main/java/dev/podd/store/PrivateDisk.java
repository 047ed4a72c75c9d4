package dev.podd.store;

import dev.podd.state.PrivateFiles;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import jetbrains.exodus.io.FileDataReader;
import jetbrains.exodus.io.FileDataWriter;

/** Writes Xodus' files as Xodus does, each readable by its owner alone. */
final class PrivateDisk extends FileDataWriter {
    PrivateDisk(FileDataReader reader) {
        super(reader, null);
    }

    @Override
    public FileDataReader.FileBlock openOrCreateBlockImpl(long address, long length) {
        FileDataReader.FileBlock block = super.openOrCreateBlockImpl(address, length);
        try {
            PrivateFiles.restrictFile(((File) block).toPath());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return block;
    }
}
