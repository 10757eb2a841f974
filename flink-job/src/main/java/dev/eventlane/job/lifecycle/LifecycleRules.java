package dev.eventlane.job.lifecycle;

import dev.eventlane.core.event.EventFields;
import dev.eventlane.core.operation.Operation;
import dev.eventlane.core.operation.Operation.Create;
import dev.eventlane.core.operation.Operation.Update;
import dev.eventlane.job.lifecycle.EventState.Deleted;
import dev.eventlane.job.lifecycle.EventState.Live;
import dev.eventlane.job.lifecycle.EventState.Stored;

/** What an operation does to an event whose create is known. Pure: the same input gives the same result, also in a replay. */
final class LifecycleRules {
    /** Leaves room for 1,024 versions per millisecond before versions run ahead of the clock. */
    private static final long VERSIONS_PER_MILLI = 1024;

    private LifecycleRules() {}

    /**
     * The first state of an event.
     *
     * @param timestamp when Kafka appended the create, in milliseconds since 1970
     */
    static Live create(Create create, long timestamp) {
        return new Live(
                nextVersion(0, timestamp),
                create.conversationId(),
                create.createdAt().toEpochMilli(),
                timestamp,
                EventFields.DEFAULTS.with(create.fields()),
                OperationIds.NONE.plus(create.operationId(), timestamp));
    }

    /**
     * Applies an operation to an event that was created.
     *
     * @param timestamp when Kafka appended the operation, in milliseconds since 1970
     */
    static Transition apply(Stored state, Operation operation, long timestamp) {
        if (state.operations().contains(operation.operationId())) {
            return new Transition(state, Effect.REPEATED);
        }
        if (!(state instanceof Live live)) {
            return new Transition(state, Effect.AFTER_DELETE);
        }
        if (operation instanceof Create) {
            return new Transition(state, Effect.EXISTS_ALREADY);
        }
        if (operation instanceof Update update) {
            return update(live, update, timestamp);
        }
        Deleted deleted = new Deleted(
                nextVersion(live.version(), timestamp),
                live.conversationId(),
                live.createdAt(),
                timestamp,
                live.operations().plus(operation.operationId(), timestamp));
        return new Transition(deleted, Effect.DELETED);
    }

    private static Transition update(Live live, Update update, long timestamp) {
        EventFields fields = live.fields().with(update.changes());
        OperationIds operations = live.operations().plus(update.operationId(), timestamp);
        if (fields.equals(live.fields())) {
            // Remembered all the same: its repeat after a later change must not bring the old value back.
            return new Transition(live.with(operations), Effect.UNCHANGED);
        }
        Live updated = new Live(
                nextVersion(live.version(), timestamp),
                live.conversationId(),
                live.createdAt(),
                timestamp,
                fields,
                operations);
        return new Transition(updated, Effect.UPDATED);
    }

    /**
     * Monotonic, the same after a replay since Kafka stamps records itself, and still growing if the state of the event was
     * ever lost.
     */
    private static long nextVersion(long previous, long timestamp) {
        return Math.max(previous + 1, timestamp * VERSIONS_PER_MILLI);
    }
}
