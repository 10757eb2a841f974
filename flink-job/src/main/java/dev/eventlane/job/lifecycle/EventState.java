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

    /** Operations came that cannot be applied yet. */
    sealed interface Queued extends EventState {
        /** In the order in which they came. */
        List<WaitingOperation> operations();
    }

    /** Updates and deletes that wait for their create. */
    record Waiting(List<WaitingOperation> operations) implements Queued {
        public Waiting {
            operations = List.copyOf(operations);
        }
    }

    /**
     * Operations, creates among them, that wait for the answer whether ClickHouse has the event: its state may have been dropped
     * after {@link LifecycleOptions#stateTtl}.
     */
    record Recalling(List<WaitingOperation> operations) implements Queued {
        public Recalling {
            operations = List.copyOf(operations);
        }
    }

    /**
     * An operation that cannot be applied yet.
     *
     * @param record the record as it came; it waits from its timestamp on
     */
    record WaitingOperation(UUID operationId, SourceRecord record) {}
}
