package dev.eventlane.ingest.write;

import java.util.UUID;

/** What became of one item of a batch. */
sealed interface Verdict {
    /** It is durable. */
    record Accepted(UUID eventId) implements Verdict {}

    /** It breaks the contract, and always will. */
    record Rejected(String error) implements Verdict {}

    /** It may be sent again, best with this ID: should Kafka have it after all, the repeat has no effect. */
    record Retry(UUID eventId, String error) implements Verdict {}

    /** The verdict on an item whose operation ended so. */
    static Verdict of(UUID eventId, WriteOutcome outcome) {
        if (outcome instanceof WriteOutcome.Refused refused) {
            return refused instanceof WriteOutcome.Unavailable
                    ? new Retry(eventId, refused.error())
                    : new Rejected(refused.error());
        }
        return new Accepted(eventId);
    }
}
