package dev.eventlane.client;

import static dev.eventlane.client.EventValidationException.require;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/** Changes of an event: what is not given stays as it is. Immutable. */
public final class EventChanges {
    private final ObjectNode fields;

    private EventChanges(ObjectNode fields) {
        this.fields = fields;
    }

    /** Begins without any change. */
    public static Builder builder() {
        return new Builder();
    }

    Optional<String> eventName() {
        return Optional.ofNullable(fields.get("event_name")).map(name -> name.textValue());
    }

    byte[] json() {
        return Json.bytes(fields);
    }

    /** Collects changes. */
    public static final class Builder extends EventFields<Builder> {
        private Builder() {}

        public Builder eventName(String eventName) {
            return put("event_name", eventName);
        }

        /**
         * The changes.
         *
         * @throws EventValidationException if there is none
         */
        public EventChanges build() {
            ObjectNode fields = fields();
            require(!fields.isEmpty(), "at least one field must be given");
            return new EventChanges(fields);
        }

        @Override
        Builder self() {
            return this;
        }
    }
}
