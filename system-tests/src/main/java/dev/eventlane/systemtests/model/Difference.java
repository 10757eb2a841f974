package dev.eventlane.systemtests.model;

/**
 * Something is not as it must be.
 *
 * @param subject the event, the operation or the answer
 * @param expected what the oracle says
 * @param found what is there
 */
public record Difference(Kind kind, String subject, Object expected, Object found) {

    /** What is wrong with it. */
    public enum Kind {
        /** It was accepted and is not there. */
        LOST,
        /** It is there more than once, or though nobody sent it. */
        DOUBLED,
        /** It took effect before something that was accepted earlier. */
        MISORDERED,
        /** It is there, with another content. */
        WRONG,
        /** Something does not come back by itself. */
        STUCK
    }

    @Override
    public String toString() {
        return "%s: %s%n  expected %s%n  found    %s".formatted(kind, subject, expected, found);
    }
}
