package dev.eventlane.ingest.body;

import dev.eventlane.core.event.FieldReader;
import dev.eventlane.core.event.InvalidFieldException;
import java.io.IOException;
import java.time.Instant;

/** The members of a body of {@code POST /events}, as far as they were read. */
final class CollectBody implements JsonBody.Member {
    String eventType;
    String source;
    String userId;
    Double value;
    Instant createdAt;

    @Override
    public boolean read(String name, FieldReader reader) throws IOException, InvalidFieldException {
        switch (name) {
            case "event_type" -> eventType = reader.string(name);
            case "source" -> source = reader.string(name);
            case "user_id" -> userId = reader.string(name);
            case "value" -> value = reader.number(name);
            case "created_at" -> createdAt = reader.instant(name);
            default -> {
                return false;
            }
        }
        return true;
    }
}
