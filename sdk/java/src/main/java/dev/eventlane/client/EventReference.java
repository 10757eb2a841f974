package dev.eventlane.client;

import static java.util.Objects.requireNonNull;

import java.util.UUID;

/** What the answer to a create tells. */
record EventReference(UUID id) {
    EventReference {
        requireNonNull(id, "id is null");
    }
}
