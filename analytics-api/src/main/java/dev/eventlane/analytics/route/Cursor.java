package dev.eventlane.analytics.route;

import dev.eventlane.analytics.read.EventView;
import dev.eventlane.core.event.FieldReader;
import dev.eventlane.core.event.InvalidFieldException;
import dev.eventlane.http.BadRequestException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * The place after one event of a conversation; opaque to clients.
 *
 * @param createdAt of that event
 * @param id of that event
 */
record Cursor(Instant createdAt, UUID id) {
    static Cursor after(EventView event) {
        return new Cursor(event.createdAt(), event.id());
    }

    String encode() {
        return CursorText.encode(createdAt.toEpochMilli(), id);
    }

    static Cursor decode(String text) throws BadRequestException {
        List<String> parts = CursorText.decode(text, 2);
        try {
            Instant createdAt = Instant.ofEpochMilli(Long.parseLong(parts.get(0)));
            return new Cursor(createdAt, FieldReader.parseUuid("cursor", parts.get(1)));
        } catch (NumberFormatException | DateTimeException | InvalidFieldException e) {
            throw CursorText.invalid();
        }
    }
}
