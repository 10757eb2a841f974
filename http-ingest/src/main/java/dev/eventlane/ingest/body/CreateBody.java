package dev.eventlane.ingest.body;

import dev.eventlane.core.event.EventFieldsBuilder;
import dev.eventlane.core.event.EventFieldsJson;
import dev.eventlane.core.event.FieldReader;
import dev.eventlane.core.event.InvalidFieldException;
import java.io.IOException;
import java.time.Instant;
import java.util.UUID;

/** The members of a create's body, as far as they were read. */
final class CreateBody implements JsonBody.Member {
    final EventFieldsBuilder fields = new EventFieldsBuilder();
    UUID id;
    String conversationId;
    Instant createdAt;

    @Override
    public boolean read(String name, FieldReader value) throws IOException, InvalidFieldException {
        switch (name) {
            case "id" -> id = value.uuid(name);
            case "conversation_id" -> conversationId = value.string(name);
            case "created_at" -> createdAt = value.instant(name);
            default -> {
                return EventFieldsJson.read(name, value, fields);
            }
        }
        return true;
    }
}
