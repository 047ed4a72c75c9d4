package dev.podd.sandbox;

/**
 * Closes the memory and environment of other processes, in which keys stand, to a thread and to all processes that it
 * starts. By a Landlock domain (Linux 5.13 and later) that restricts next to nothing else: a process inside can neither
 * trace a process outside nor read what {@code /proc} protects in the same way ({@code environ}, {@code mem},
 * {@code fd}). Unless Podd runs as root, programs that gain rights ({@code sudo}) do not work inside. Where the kernel has no
 * Landlock, the daemon alone is closed, by being marked as not dumpable.
 */
final class Isolation {
    /** The right to create device files, which a command has no use for: a domain must restrict something. */
    private static final long MAKE_CHAR = 1 << 6;
    /** From ABI 6 on: connections to abstract sockets. Unlike a right to files it leaves {@code mount} alone. */
    private static final long ABSTRACT_SOCKETS = 1;

    private Isolation() {}

    /** Puts the calling platform thread into a domain of its own, for good. */
    static void enter() {
        if (System.getProperty("os.name").equals("Linux")) {
            isolate(new LandlockCalls());
        }
    }

    private static void isolate(LandlockCalls calls) {
        int abi = calls.abi();
        boolean hasScopes = abi >= LandlockCalls.FIRST_WITH_SCOPES;
        int ruleset = abi < 1 ? -1 : calls.ruleset(abi, hasScopes ? 0 : MAKE_CHAR, 0, hasScopes ? ABSTRACT_SOCKETS : 0);
        if (ruleset < 0 || !calls.restrict(ruleset)) {
            calls.closeThisProcess();
        }
    }
}
