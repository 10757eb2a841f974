package dev.eventlane.core.operation;

import dev.eventlane.core.event.EventKey;
import java.util.Optional;
import java.util.UUID;

/**
 * What bytes tell of themselves that may not be an operation at all.
 *
 * @param projectId {@code null} = not told
 * @param eventId {@code null} = not told
 * @param operation {@code create}, {@code update} or {@code delete}; {@code null} = not told
 * @param operationId {@code null} = not told
 */
public record EnvelopeHead(String projectId, UUID eventId, String operation, UUID operationId) {
    /** Of bytes that tell nothing. */
    static final EnvelopeHead NONE = new EnvelopeHead(null, null, null, null);

    /** The event, if it is told whole. */
    public Optional<EventKey> key() {
        return projectId == null || eventId == null ? Optional.empty() : Optional.of(new EventKey(projectId, eventId));
    }
}
