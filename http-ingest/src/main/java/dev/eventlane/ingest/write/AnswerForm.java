package dev.eventlane.ingest.write;

import dev.eventlane.http.Json;
import java.util.UUID;

/** The form of a route's answers. */
sealed interface AnswerForm {
    byte[] accepted(UUID eventId);

    byte[] refused(String error);

    /** The answers of the {@code /event} family, which carry the event's ID. */
    record EventFamily(String message) implements AnswerForm {
        @Override
        public byte[] accepted(UUID eventId) {
            return Json.object(json -> {
                json.writeBooleanField("success", true);
                json.writeStringField("message", message);
                json.writeObjectFieldStart("data");
                json.writeStringField("id", eventId.toString());
                json.writeEndObject();
            });
        }

        @Override
        public byte[] refused(String error) {
            return Json.error(error);
        }
    }

    /** The answers of {@code POST /events}. */
    record Collector() implements AnswerForm {
        @Override
        public byte[] accepted(UUID eventId) {
            return Json.object(json -> json.writeStringField("status", "accepted"));
        }

        @Override
        public byte[] refused(String error) {
            return Json.object(json -> json.writeStringField("error", error));
        }
    }
}
