package dev.podd.jsonrpc;

/** Hands errors to the thread's handler of uncaught exceptions where an exception would be answered instead. */
final class Uncaught {
    private Uncaught() {}

    static void report(Throwable failure) {
        Thread thread = Thread.currentThread();
        thread.getUncaughtExceptionHandler().uncaughtException(thread, failure);
    }

    /** Reports what leaves the whole process in doubt, such as a lack of memory; not a stack that was too deep. */
    static void reportIfFatal(Throwable failure) {
        if (failure instanceof VirtualMachineError && !(failure instanceof StackOverflowError)) {
            report(failure);
        }
    }
}
