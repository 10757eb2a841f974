package dev.eventlane.localstack.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.eventlane.localstack.LocalStackException;
import dev.eventlane.localstack.Progress;
import dev.eventlane.localstack.api.Answer;
import dev.eventlane.localstack.api.EventApi;
import dev.eventlane.localstack.process.Poll;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.StreamSupport;

/** A support conversation: three answers of a model, one of which fails, is corrected, and one of which is deleted. */
final class Demo {
    private static final Duration READABLE = Duration.ofSeconds(30);

    private final EventApi api;
    private final Progress progress;
    private final String run = UUID.randomUUID().toString().substring(0, 8);
    private final String conversation = "demo-" + run;
    private final String answered = "answer_" + run;

    Demo(EventApi api, Progress progress) {
        this.api = api;
        this.progress = progress;
    }

    /** Fails when the pipeline does not show what it was sent. */
    void run() {
        progress.say("conversation " + conversation + ", event name " + answered);
        String greeting = create("Where is my parcel?", "It arrives tomorrow.", "", 420);
        String failed = create("And the invoice?", "", "timeout", 5000);
        String duplicate = create("And the invoice?", "It is attached.", "", 610);
        progress.say("");
        show("created: three events, one of them an error", events -> events.size() == 3);

        accepted(api.update(failed, Map.of("error", "", "output", "It is attached.", "latency", 780)), "PUT " + failed);
        accepted(api.update(greeting, Map.of("conversation_metadata", "{\"rating\":5}")), "PUT " + greeting);
        show("updated: the error is gone, the latency is another", events -> contains(events, failed, 780));
        accepted(api.delete(duplicate), "DELETE " + duplicate);
        show("deleted: two events are left", events -> events.size() == 2);

        progress.say("what the analytics say about it");
        analytics(
                "/analytics/errors?event_name=" + answered,
                rows -> rows.path(0).path("total_count").asInt() == 2);
        analytics(
                "/analytics/latency?limit=5&event_name=" + answered,
                rows -> rows.path(0).path("event_count").asInt() == 2);
        analytics("/analytics/sessions/top-errors?limit=5", JsonNode::isArray);
    }

    private String create(String input, String output, String error, int latency) {
        Answer answer = api.create(Map.of(
                "conversation_id", conversation,
                "event_name", answered,
                "input", input,
                "output", output,
                "error", error,
                "latency", latency));
        accepted(answer, "POST /event/");
        return answer.data().path("id").asText();
    }

    private void accepted(Answer answer, String request) {
        if (!answer.isSuccess()) {
            throw new LocalStackException(
                    "%s was answered with %d: %s".formatted(request, answer.status(), answer.body()));
        }
        progress.say("  %-44s %d".formatted(request, answer.status()));
    }

    private void show(String title, Predicate<JsonNode> expected) {
        JsonNode events = await("/events/conversation/" + conversation, expected);
        progress.say(title);
        events.forEach(event -> progress.say("  %s  %5.0f ms  %-8s  %s → %s"
                .formatted(
                        event.path("id").asText(),
                        event.path("latency").asDouble(),
                        event.path("error").asText().isEmpty()
                                ? "ok"
                                : event.path("error").asText(),
                        event.path("input").asText(),
                        event.path("output").asText())));
        progress.say("");
    }

    private void analytics(String path, Predicate<JsonNode> expected) {
        JsonNode rows = await(path, expected);
        progress.say("  GET " + path);
        rows.forEach(row -> progress.say("    " + row));
    }

    private JsonNode await(String path, Predicate<JsonNode> expected) {
        return Poll.forValue(READABLE, () -> Optional.of(api.get(path))
                        .filter(Answer::isSuccess)
                        .map(Answer::data)
                        .filter(expected))
                .orElseThrow(() ->
                        new LocalStackException("GET %s does not show what was sent %d s ago; see './eventlane status'"
                                .formatted(path, READABLE.toSeconds())));
    }

    private static boolean contains(JsonNode events, String id, int latency) {
        return StreamSupport.stream(events.spliterator(), false)
                .anyMatch(event -> event.path("id").asText().equals(id)
                        && event.path("latency").asInt() == latency
                        && event.path("error").asText().isEmpty());
    }
}
