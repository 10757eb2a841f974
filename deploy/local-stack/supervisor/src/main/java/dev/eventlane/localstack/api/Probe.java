package dev.eventlane.localstack.api;

import dev.eventlane.localstack.LocalStackException;
import dev.eventlane.localstack.Progress;
import dev.eventlane.localstack.process.Poll;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Sends one event through the whole pipeline: only then is a stack ready.
 *
 * @param eventName a name that http-ingest accepts
 * @param readable how long it may take until the event is readable, and again until its deletion is
 * @param progress told now and then how long the wait has been
 */
public record Probe(EventApi api, String eventName, Duration readable, Progress progress) {
    /** The conversation of every probe event. */
    public static final String CONVERSATION = "eventlane-probe";

    private static final Duration WRITTEN = Duration.ofSeconds(30);
    private static final int OK = 200;
    private static final int UNAVAILABLE = 503;
    private static final int NOT_FOUND = 404;

    /** Returns when the event was readable and is deleted again. */
    public ProbeOutcome send() {
        // A 503 may have been applied all the same: with an ID of its own, the repeat is the same event, and is deleted
        // with it.
        String id = UUID.randomUUID().toString();
        Map<String, String> event = Map.of("id", id, "conversation_id", CONVERSATION, "event_name", eventName);
        // The first answers may be 503: the producer has yet to find its brokers.
        Optional<Answer> created = Poll.forValue(
                WRITTEN, () -> Optional.of(api.create(event)).filter(answer -> answer.status() != UNAVAILABLE));
        if (created.isEmpty()) {
            return new ProbeOutcome.Failed("POST /event/ is still answered with 503: Kafka takes no records");
        }
        Answer answer = created.get();
        if (!answer.isSuccess()) {
            return new ProbeOutcome.Failed(
                    "POST /event/ was answered with %d: %s".formatted(answer.status(), answer.body()));
        }
        return follow(answer.data().path("id").asText());
    }

    private ProbeOutcome follow(String id) {
        boolean came = becomes(id, OK, "to become readable");
        // Also when it is late: its deletion comes after it, and nothing of it stays.
        boolean deleted = isDeletionAccepted(id);
        if (!came) {
            return new ProbeOutcome.Late("the probe event %s was accepted, and not readable within %d s"
                    .formatted(id, readable.toSeconds()));
        }
        if (!deleted || !becomes(id, NOT_FOUND, "to be deleted")) {
            return new ProbeOutcome.Late(
                    "the probe event %s was readable, and not deleted within %d s".formatted(id, readable.toSeconds()));
        }
        return new ProbeOutcome.Passed();
    }

    private boolean isDeletionAccepted(String id) {
        try {
            return api.delete(id).isSuccess();
        } catch (LocalStackException e) {
            return false;
        }
    }

    private boolean becomes(String id, int status, String what) {
        WaitNotice notice = new WaitNotice("the probe event " + what, readable, progress);
        return Poll.until(readable, () -> {
            notice.sayIfDue();
            return isAnsweredWith(id, status);
        });
    }

    /** A read that is not answered is one more that came too early: the reads are what suffers first under a backlog. */
    private boolean isAnsweredWith(String id, int status) {
        try {
            return api.get("/event/" + id).status() == status;
        } catch (LocalStackException e) {
            return false;
        }
    }
}
