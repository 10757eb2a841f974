package dev.eventlane.core.operation;

import dev.eventlane.core.event.EventFields;
import dev.eventlane.core.event.EventKey;
import java.time.Instant;
import java.util.UUID;

/** A create, update or delete of one event. Operations on one event are ordered by their position in Kafka. */
public sealed interface Operation {
    /** The event that the operation is about. */
    EventKey key();

    /** Names the operation: the same ID a second time is a repeat and has no effect. */
    UUID operationId();

    /** {@code create}, {@code update} or {@code delete}. */
    String name();

    /** When the front door accepted it; informative, it orders nothing. */
    Instant timestamp();

    /**
     * Brings an event into being.
     *
     * @param conversationId the session it belongs to; empty = none; never changes
     * @param createdAt when it happened, to the millisecond; never changes
     * @param fields what is known of it; the defaults apply to the rest
     */
    record Create(
            EventKey key,
            UUID operationId,
            Instant timestamp,
            String conversationId,
            Instant createdAt,
            EventFields fields)
            implements Operation {
        public static final String NAME = "create";

        @Override
        public String name() {
            return NAME;
        }
    }

    /**
     * Changes an event.
     *
     * @param changes the fields that change; at least one
     */
    record Update(EventKey key, UUID operationId, Instant timestamp, EventFields changes) implements Operation {
        public static final String NAME = "update";

        @Override
        public String name() {
            return NAME;
        }
    }

    /** Removes an event for good. */
    record Delete(EventKey key, UUID operationId, Instant timestamp) implements Operation {
        public static final String NAME = "delete";

        @Override
        public String name() {
            return NAME;
        }
    }
}
