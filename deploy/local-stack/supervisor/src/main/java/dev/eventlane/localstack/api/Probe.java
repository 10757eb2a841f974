package dev.eventlane.localstack.api;

import dev.eventlane.localstack.process.Poll;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * Sends one event through the whole pipeline: only then is a stack ready.
 *
 * @param eventName a name that http-ingest accepts
 */
public record Probe(EventApi api, String eventName) {
    private static final Duration WRITTEN = Duration.ofSeconds(30);
    private static final Duration READABLE = Duration.ofSeconds(60);
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final int UNAVAILABLE = 503;
    private static final int NOT_FOUND = 404;

    /** Returns when the event was readable and is deleted again. */
    public ProbeOutcome send() {
        Map<String, String> event = Map.of("conversation_id", "eventlane-probe", "event_name", eventName);
        // The first answers may be 503: the producer has yet to find its brokers.
        Optional<Answer> created = Poll.forValue(
                WRITTEN, () -> Optional.of(api.create(event)).filter(answer -> answer.status() != UNAVAILABLE));
        if (created.isEmpty()) {
            return new ProbeOutcome.Failed("POST /event/ is still answered with 503: Kafka takes no records");
        }
        Answer answer = created.get();
        if (answer.status() == UNAUTHORIZED || answer.status() == FORBIDDEN) {
            return new ProbeOutcome.NotAllowed();
        }
        if (!answer.isSuccess()) {
            return new ProbeOutcome.Failed(
                    "POST /event/ was answered with %d: %s".formatted(answer.status(), answer.body()));
        }
        return follow(answer.data().path("id").asText());
    }

    private ProbeOutcome follow(String id) {
        if (!becomes(id, 200)) {
            return new ProbeOutcome.Failed(
                    "the probe event %s was accepted, and not readable after %d s".formatted(id, READABLE.toSeconds()));
        }
        api.delete(id);
        if (!becomes(id, NOT_FOUND)) {
            return new ProbeOutcome.Failed(
                    "the probe event %s is still there %d s after its deletion".formatted(id, READABLE.toSeconds()));
        }
        return new ProbeOutcome.Passed();
    }

    private boolean becomes(String id, int status) {
        return Poll.until(READABLE, () -> api.get("/event/" + id).status() == status);
    }
}
