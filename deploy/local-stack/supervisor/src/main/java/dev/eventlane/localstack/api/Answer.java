package dev.eventlane.localstack.api;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What the HTTP API answered.
 *
 * @param body a missing node when the body was not JSON
 */
public record Answer(int status, JsonNode body) {
    /** The {@code data} of the answer. */
    public JsonNode data() {
        return body.path("data");
    }

    public boolean isSuccess() {
        return status / 100 == 2;
    }
}
