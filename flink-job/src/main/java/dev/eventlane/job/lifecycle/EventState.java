package dev.eventlane.job.lifecycle;

import dev.eventlane.core.event.EventFields;
import dev.eventlane.job.source.SourceRecord;
import java.util.List;
import java.util.UUID;

/** What the job knows of an event. An event without state was never heard of. */
public sealed interface EventState {

    /** The event exists, or existed, in ClickHouse too. */
    sealed interface Stored extends EventState {
        /** Grows with every effective operation. */
        long version();

        /** The session; never changes. */
        String conversationId();

        /** When the event happened, in milliseconds since 1970; never changes. */
        long createdAt();

        /** When Kafka appended the operation that made this version, in milliseconds since 1970. */
        long updatedAt();

        OperationIds operations();
    }

    /**
     * The newest state of an event.
     *
     * @param fields complete: the defaults are filled in
     */
    record Live(
            long version,
            String conversationId,
            long createdAt,
            long updatedAt,
            EventFields fields,
            OperationIds operations)
            implements Stored {

        /** The same version of the event, with other operations remembered. */
        Live with(OperationIds otherOperations) {
            return new Live(version, conversationId, createdAt, updatedAt, fields, otherOperations);
        }
    }

    /** A tombstone: the event was deleted, at {@link #updatedAt}. */
    record Deleted(long version, String conversationId, long createdAt, long updatedAt, OperationIds operations)
            implements Stored {}

    /**
     * Operations came before their create.
     *
     * @param operations in the order in which they came
     */
    record Waiting(List<WaitingOperation> operations) implements EventState {
        public Waiting {
            operations = List.copyOf(operations);
        }
    }

    /**
     * An operation that waits for its create.
     *
     * @param record the record as it came; it waits from its timestamp on
     */
    record WaitingOperation(UUID operationId, SourceRecord record) {}
}
