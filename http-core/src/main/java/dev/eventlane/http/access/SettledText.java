package dev.eventlane.http.access;

/**
 * Tells a text that is whole from one that is being written: what is read of a file that is written in place may end anywhere, also
 * at the end of a line, where it breaks no rule.
 */
final class SettledText {
    private String lastRead;

    /** Whether the read before this one found the same. */
    boolean isSettled(String read) {
        boolean same = read.equals(lastRead);
        lastRead = read;
        return same;
    }
}
