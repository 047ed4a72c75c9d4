package dev.podd.store;

import jetbrains.exodus.io.DataWriter;
import jetbrains.exodus.io.FileDataReader;

/** Writes Xodus' files. */
interface Disk {
    /** What every environment is written with, unless a test stands in for a disk that fails. */
    Disk REAL = PrivateDisk::new;

    DataWriter writer(FileDataReader reader);
}
