package dev.eventlane.ingest.body;

import static java.util.Objects.requireNonNull;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.eventlane.core.event.InvalidFieldException;
import java.util.UUID;

/** Where a request's IDs come from. */
public sealed interface RequestIds {
    /** The ID of a created event whose client gave none. */
    UUID eventId();

    UUID operationId();

    /** Where the IDs of the items of one batch come from. */
    ItemIds ofItems();

    /** New ones each time; ordered by time (UUIDv7), so that neighbours in time are neighbours on disk. */
    record Fresh() implements RequestIds {
        @Override
        public UUID eventId() {
            return UuidCreator.getTimeOrderedEpochFast();
        }

        @Override
        public UUID operationId() {
            return UuidCreator.getTimeOrderedEpochFast();
        }

        @Override
        public ItemIds ofItems() {
            return json -> this;
        }
    }

    /**
     * The client named the operation itself.
     *
     * @param operationId the client's
     * @param others where the other IDs come from
     */
    record Named(UUID operationId, RequestIds others) implements RequestIds {
        public Named {
            requireNonNull(operationId, "operationId is null");
            requireNonNull(others, "others is null");
        }

        @Override
        public UUID eventId() {
            return others.eventId();
        }

        @Override
        public ItemIds ofItems() {
            throw new IllegalStateException("an operation has no items");
        }
    }

    /**
     * Made of the client's Idempotency-Key (UUIDv5): the same key gives the same IDs, in whatever process, and the job drops the
     * repeat.
     *
     * @param projectId the key means nothing in another project
     * @param key the client's; an item's has what tells it from others added
     */
    record Keyed(String projectId, String key) implements RequestIds {
        private static final UUID EVENTS = UUID.fromString("b1a2a1c6-5c7e-4f0e-9d0b-0d6f9a3c1e01");
        private static final UUID OPERATIONS = UUID.fromString("b1a2a1c6-5c7e-4f0e-9d0b-0d6f9a3c1e02");

        public Keyed {
            requireNonNull(projectId, "projectId is null");
            requireNonNull(key, "key is null");
        }

        @Override
        public UUID eventId() {
            return UuidCreator.getNameBasedSha1(EVENTS, projectId + '\n' + key);
        }

        @Override
        public UUID operationId() {
            return UuidCreator.getNameBasedSha1(OPERATIONS, projectId + '\n' + key);
        }

        @Override
        public ItemIds ofItems() {
            return new KeyedItems(this);
        }
    }

    /** The longest Idempotency-Key, in characters. */
    int MAX_KEY = 128;

    /**
     * Keyed, if the request has a key.
     *
     * @param key the header's text; {@code null} where there is none
     * @throws InvalidFieldException if the key is empty or too long
     */
    static RequestIds of(String projectId, String key) throws InvalidFieldException {
        if (key == null) {
            return new Fresh();
        }
        if (key.isEmpty() || key.length() > MAX_KEY) {
            throw new InvalidFieldException("Idempotency-Key must be 1 to " + MAX_KEY + " characters long");
        }
        return new Keyed(projectId, key);
    }
}
