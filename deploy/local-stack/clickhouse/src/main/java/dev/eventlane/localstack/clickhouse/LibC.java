package dev.eventlane.localstack.clickhouse;

import com.sun.jna.Library;

/** The few functions of the C library that the launcher needs. All return a negative number on failure. */
interface LibC extends Library {
    /** Fills {@code fds} with the reading and the writing end of a new pipe. */
    int pipe(int[] fds);

    int open(String path, int flags);

    int close(int fd);

    int dup2(int from, int to);

    int posix_openpt(int flags);

    int grantpt(int fd);

    int unlockpt(int fd);

    String ptsname(int fd);
}
