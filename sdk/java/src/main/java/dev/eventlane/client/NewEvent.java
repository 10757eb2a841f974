package dev.eventlane.client;

import static dev.eventlane.client.EventValidationException.require;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.UUID;

/** An event to create. Immutable. */
public final class NewEvent {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private final ObjectNode fields;

    private NewEvent(ObjectNode fields) {
        this.fields = fields;
    }

    /**
     * An event with nothing but what it must have.
     *
     * @throws EventValidationException if one of them is empty
     */
    public static NewEvent of(String conversationId, String eventName) {
        return builder(conversationId, eventName).build();
    }

    /**
     * An event that gets more fields.
     *
     * @param conversationId the session; it never changes
     * @param eventName what happened: letters, digits and {@code _ . : -}
     * @throws EventValidationException if one of them is empty
     */
    public static Builder builder(String conversationId, String eventName) {
        require(conversationId != null && !conversationId.isEmpty(), "conversation_id is required");
        require(eventName != null && !eventName.isEmpty(), "event_name is required");
        return new Builder().put("conversation_id", conversationId).put("event_name", eventName);
    }

    String eventName() {
        return fields.get("event_name").textValue();
    }

    byte[] json() {
        return Json.bytes(fields);
    }

    /** The same event with an ID and a time, if it has none. */
    NewEvent complete(UUID newId, Instant now) {
        ObjectNode complete = Json.MAPPER.createObjectNode();
        complete.put("id", newId.toString());
        complete.put("created_at", TIME.format(now));
        complete.setAll(fields);
        return new NewEvent(complete);
    }

    /** Of a complete event. */
    UUID id() {
        return UUID.fromString(fields.get("id").textValue());
    }

    /** Collects the fields of a new event. */
    public static final class Builder extends EventFields<Builder> {
        private Builder() {}

        /** An ID of your own; sent twice, it is one event. */
        public Builder id(UUID id) {
            return put("id", id == null ? null : id.toString());
        }

        /** When it happened, to the millisecond; at most 24 hours in the future. Now if it is not given. */
        public Builder createdAt(Instant createdAt) {
            return put("created_at", createdAt == null ? null : TIME.format(createdAt));
        }

        public NewEvent build() {
            return new NewEvent(fields());
        }

        @Override
        Builder self() {
            return this;
        }
    }
}
