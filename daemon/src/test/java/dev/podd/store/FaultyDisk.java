package dev.podd.store;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.function.BooleanSupplier;
import jetbrains.exodus.io.Block;
import jetbrains.exodus.io.DataWriter;
import jetbrains.exodus.io.FileDataReader;
import jetbrains.exodus.io.FileDataWriter;

/** A disk that fails when it is told to: before a write, in its middle, or when it has to make sure of it. */
final class FaultyDisk implements Disk {
    static final String FULL = "No space left on device";

    private final CountDownLatch awake = new CountDownLatch(1);
    private volatile String fault = "";
    private volatile String hanging = "";
    private volatile boolean lacksMemory;
    private volatile BooleanSupplier when = () -> true;

    /** Fails like this from now on, whenever the condition holds. */
    void failWith(String message, BooleanSupplier condition) {
        when = condition;
        fault = message;
    }

    void failWith(String message) {
        failWith(message, () -> true);
    }

    /** What is written from now on ends in a lack of memory. */
    void lackMemory() {
        lacksMemory = true;
    }

    void heal() {
        lacksMemory = false;
        fault = "";
    }

    /** What is written to that session waits until it is woken. */
    void hang(String session) {
        hanging = session;
    }

    void wake() {
        hanging = "";
        awake.countDown();
    }

    @Override
    public DataWriter writer(FileDataReader reader) {
        return new FileDataWriter(reader) {
            @Override
            public Block write(byte[] bytes, int offset, int length) {
                if (fails(reader)) {
                    super.write(bytes, offset, length / 2);
                    throw broken();
                }
                return super.write(bytes, offset, length);
            }

            @Override
            protected void syncImpl() {
                if (fails(reader)) {
                    throw broken();
                }
                super.syncImpl();
            }

            @Override
            public void truncateBlock(long address, long length) {
                if (fails(reader)) {
                    throw broken();
                }
                super.truncateBlock(address, length);
            }
        };
    }

    private boolean fails(FileDataReader reader) {
        if (!hanging.isEmpty() && reader.getLocation().contains(hanging)) {
            try {
                awake.await();
            } catch (InterruptedException e) {
                throw new AssertionError("somebody has a hand on the writing thread", e);
            }
        }
        if (lacksMemory) {
            throw new OutOfMemoryError("Java heap space");
        }
        return !fault.isEmpty() && when.getAsBoolean();
    }

    private RuntimeException broken() {
        throw FaultyDisk.<RuntimeException>unchecked(new IOException(fault));
    }

    /** Kotlin knows no checked exceptions: Xodus' own writer throws them just so. */
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    private static <E extends Exception> E unchecked(Exception exception) throws E {
        throw (E) exception;
    }
}
