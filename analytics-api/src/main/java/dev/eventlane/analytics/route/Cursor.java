package dev.eventlane.analytics.route;

import dev.eventlane.analytics.read.EventView;
import dev.eventlane.core.event.FieldReader;
import dev.eventlane.core.event.InvalidFieldException;
import dev.eventlane.http.BadRequestException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
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
        String text = createdAt.toEpochMilli() + "/" + id;
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.US_ASCII));
    }

    static Cursor decode(String text) throws BadRequestException {
        try {
            String decoded = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.US_ASCII);
            int slash = decoded.indexOf('/');
            Instant createdAt = Instant.ofEpochMilli(Long.parseLong(decoded.substring(0, Math.max(0, slash))));
            return new Cursor(createdAt, FieldReader.parseUuid("cursor", decoded.substring(slash + 1)));
        } catch (IllegalArgumentException | InvalidFieldException e) {
            throw new BadRequestException("cursor must be a next_cursor of an earlier answer");
        }
    }
}
