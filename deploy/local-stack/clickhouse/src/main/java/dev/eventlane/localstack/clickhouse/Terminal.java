package dev.eventlane.localstack.clickhouse;

import com.sun.jna.Platform;

/**
 * A pseudo terminal on standard input. Without one, clickhouse-local believes that it runs a script and ends the whole
 * process on the first malformed request that any client sends.
 */
final class Terminal implements AutoCloseable {
    private static final int STDIN = 0;
    private static final int O_RDWR = 2;
    private static final int O_NOCTTY = Platform.isMac() ? 0x20000 : 0x100;

    private final LibC libc;
    private final int master;

    private Terminal(LibC libc, int master) {
        this.libc = libc;
        this.master = master;
    }

    /** @throws IllegalStateException if the system has no free pseudo terminal */
    static Terminal onStandardInput(LibC libc) {
        int master = libc.posix_openpt(O_RDWR | O_NOCTTY);
        if (master < 0 || libc.grantpt(master) != 0 || libc.unlockpt(master) != 0) {
            throw new IllegalStateException("no pseudo terminal could be opened: /dev/ptmx must be there and writable");
        }
        int slave = libc.open(libc.ptsname(master), O_RDWR | O_NOCTTY);
        if (slave < 0 || libc.dup2(slave, STDIN) != STDIN) {
            throw new IllegalStateException("the pseudo terminal could not be put on standard input");
        }
        libc.close(slave);
        return new Terminal(libc, master);
    }

    /** Whoever reads standard input now sees its end. */
    @Override
    public void close() {
        libc.close(master);
    }
}
