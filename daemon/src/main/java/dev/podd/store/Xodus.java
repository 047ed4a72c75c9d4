package dev.podd.store;

import java.nio.file.Path;
import jetbrains.exodus.env.Environment;
import jetbrains.exodus.env.EnvironmentConfig;
import jetbrains.exodus.env.Environments;
import jetbrains.exodus.io.FileDataReader;
import jetbrains.exodus.log.LogConfig;

/** The settings that every environment of the store has, and why. */
final class Xodus {
    /** In KiB. Opening reads the last file twice, byte by byte; a record has to fit a file. */
    private static final int FILE = 2048;
    /** In bytes; a longer length is read from a damaged log alone, and no memory may be taken for it. */
    static final int MAX_RECORD = FILE << 10;
    /** In bytes: what is kept of a session's end while it is open. */
    private static final int PAGE = 16 << 10;
    /**
     * In bytes, for each session that is open, and gone with it: a log is read from end to end or not at all, and an append
     * needs the few pages on the way to the last leaf.
     */
    private static final long CACHE = 1 << 20;
    /** Entries of a tree page. Each commit writes the pages from the root to the last leaf anew. */
    private static final int TREE_PAGE = 32;

    private Xodus() {}

    static Environment open(Path folder, Disk disk) {
        FileDataReader reader = new FileDataReader(folder.toFile());
        LogConfig log = LogConfig.create(reader, disk.writer(reader));
        // One lock guards the whole store, see StoreLock.
        log.setLockIgnored(true);
        return Environments.newInstance(log, settings());
    }

    private static EnvironmentConfig settings() {
        return new EnvironmentConfig()
                .setLogDurableWrite(true)
                .setLogFileSize(FILE)
                .setLogCachePageSize(PAGE)
                .setLogCacheShared(false)
                .setMemoryUsage(CACHE)
                .setTreeMaxPageSize(TREE_PAGE)
                // Nothing is ever deleted from a log: one that is to be shorter is written anew. Without the second setting every
                // environment is read from end to end ten seconds after it was opened, to plan for it all the same.
                .setGcEnabled(false)
                .setGcStartIn(Integer.MAX_VALUE)
                .setManagementEnabled(false)
                .setEnvGatherStatistics(false)
                // A reader that hangs must not keep a session from being closed.
                .setEnvCloseForcedly(true);
    }
}
