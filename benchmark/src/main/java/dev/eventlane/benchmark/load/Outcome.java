package dev.eventlane.benchmark.load;

/** What an answer means for the operations of its request. */
sealed interface Outcome {
    /** All of them are accepted. */
    record Accepted() implements Outcome {
        static final Accepted ALL = new Accepted();
    }

    /**
     * Those that are left in the items are to be sent again.
     *
     * @param seconds not earlier than after so many
     */
    record Again(int seconds) implements Outcome {}

    /**
     * Sending it again is of no use.
     *
     * @param reason what the server said
     */
    record Refused(String reason) implements Outcome {}
}
