package dev.eventlane.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * An answer.
 *
 * @param parsed the JSON object that the body is; empty = it is something else
 * @param text the body
 * @param retryAfter empty = the server did not say
 */
record Answer(int status, Optional<JsonNode> parsed, String text, Optional<Duration> retryAfter) {
    static Answer of(int status, byte[] body, Optional<String> retryAfter) {
        return new Answer(
                status,
                Json.object(body),
                new String(body, StandardCharsets.UTF_8),
                retryAfter.flatMap(RetryAfter::parse));
    }

    boolean isSuccess() {
        return status >= 200 && status < 300;
    }

    /** Whether the same request may get another answer later. */
    boolean mayPass() {
        return status == 408 || status == 429 || status >= 500;
    }

    /**
     * The body of a success.
     *
     * @throws EventRefusedException if it is no JSON object
     */
    JsonNode object() {
        return parsed.orElseThrow(() -> new EventRefusedException(
                "the server answered " + status + " with something that is not a JSON object: is the base URL right?",
                this));
    }

    /** The JSON, or the text as {@code error}. */
    Map<String, Object> content() {
        return parsed.map(Json::map).orElseGet(() -> Map.of("error", text));
    }

    /** What a failure says. */
    String problem() {
        if (status >= 300 && status < 400) {
            return "HTTP " + status + ": redirects are not followed; use the address itself as base URL";
        }
        String error = parsed.map(body -> body.path("error").asText("")).orElse(text);
        return error.isEmpty() ? "HTTP " + status : error;
    }
}
