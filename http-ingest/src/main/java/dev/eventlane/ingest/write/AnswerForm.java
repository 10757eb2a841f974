package dev.eventlane.ingest.write;

import dev.eventlane.http.Json;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** The form of a route's answers. */
sealed interface AnswerForm {
    byte[] accepted(UUID eventId);

    byte[] refused(String error);

    /**
     * The answers of the {@code /event} family, which carry the event's ID. All of them but the ID is made once: this is the
     * answer to nearly every request.
     */
    final class EventFamily implements AnswerForm {
        /** Stands in for an ID until there is one. */
        private static final String NO_ID = "#";

        private final String beforeId;
        private final String afterId;

        EventFamily(String message) {
            String answer = new String(
                    Json.object(json -> {
                        json.writeBooleanField("success", true);
                        json.writeStringField("message", message);
                        json.writeObjectFieldStart("data");
                        json.writeStringField("id", NO_ID);
                        json.writeEndObject();
                    }),
                    StandardCharsets.UTF_8);
            int place = answer.indexOf(NO_ID);
            this.beforeId = answer.substring(0, place);
            this.afterId = answer.substring(place + NO_ID.length());
        }

        @Override
        public byte[] accepted(UUID eventId) {
            return (beforeId + eventId + afterId).getBytes(StandardCharsets.UTF_8);
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
