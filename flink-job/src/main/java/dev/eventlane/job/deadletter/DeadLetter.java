package dev.eventlane.job.deadletter;

import static java.util.Objects.requireNonNull;

import dev.eventlane.job.source.SourceRecord;

/**
 * A record that could not be applied.
 *
 * @param reason which rule it broke
 * @param detail the rule in words; holds no content
 * @param record the record as it came
 */
public record DeadLetter(Reason reason, String detail, SourceRecord record) {
    /** Why a record is not applied. The names are stored and must not change. */
    public enum Reason {
        /** Its bytes are not an operation. */
        MALFORMED,
        /** It changes an event whose create did not come in time. */
        CREATE_MISSING,
        /** It changes an event for whose create too many operations wait already. */
        TOO_MANY_WAITING
    }

    public DeadLetter {
        requireNonNull(reason, "reason is null");
        requireNonNull(detail, "detail is null");
        requireNonNull(record, "record is null");
    }
}
