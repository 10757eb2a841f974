package dev.eventlane.systemtests.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import dev.eventlane.client.ErrorCount;
import dev.eventlane.client.Event;
import dev.eventlane.client.EventChanges;
import dev.eventlane.client.EventClient;
import dev.eventlane.client.EventRefusedException;
import dev.eventlane.client.EventValidationException;
import dev.eventlane.client.LatencyStats;
import dev.eventlane.client.NewEvent;
import dev.eventlane.client.SessionErrors;
import dev.eventlane.client.TrackStats;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Everything that the Java SDK can do, on a stack that runs. */
public final class JavaSdkCheck {
    private static final Duration BOUND = Duration.ofMinutes(2);

    private final URI baseUrl;
    private final String apiKey;
    private final String name = "java_" + UUID.randomUUID();
    private final String conversation = "java/ " + UUID.randomUUID();

    /** The events get a name and conversations of their own. */
    public JavaSdkCheck(URI baseUrl, String apiKey) {
        this.baseUrl = baseUrl;
        this.apiKey = apiKey;
    }

    /** Fails unless all of it works. */
    public void run() throws InterruptedException {
        try (EventClient client = EventClient.builder(baseUrl).apiKey(apiKey).build()) {
            assertThat(client.healthCheck()).isTrue();
            assertThat(client.waitUntilReady(BOUND, Duration.ofMillis(100))).isTrue();
            checkOneEvent(client);
            checkRepeats(client);
            checkTracking(client);
        }
        checkRefusals();
    }

    private void checkOneEvent(EventClient client) {
        Instant createdAt = Instant.parse("2026-03-27T12:00:00.123Z");
        UUID id = client.trackEvent(NewEvent.builder(conversation, name)
                .latency(150.5)
                .input("Hello, world! 世界 🙂")
                .inputEmbeddings(List.of(0.25, -1))
                .conversationMetadata("{\"tier\":\"free\"}")
                .source("web")
                .value(2.5)
                .properties(Map.of("plan", Map.of("tier", "gold")))
                .createdAt(createdAt)
                .build());
        Event created = await().atMost(BOUND)
                .until(() -> client.getEvent(id), event -> event.isPresent())
                .orElseThrow();
        assertThat(created).isEqualTo(event(id, createdAt, "", 150.5, created.updatedAt()));

        client.updateEvent(
                id, EventChanges.builder().error("timeout").latency(5000).build());
        Event changed = await().atMost(BOUND).until(() -> client.getEvent(id).orElseThrow(), event -> !event.error()
                .isEmpty());
        assertThat(changed).isEqualTo(event(id, createdAt, "timeout", 5000, changed.updatedAt()));
        assertThat(client.getEventsByConversation(conversation)).containsExactly(changed);

        client.deleteEvent(id);
        await().atMost(BOUND).until(() -> client.getEvent(id).isEmpty());
        assertThat(client.getEventsByConversation(conversation)).isEmpty();
    }

    private Event event(UUID id, Instant createdAt, String error, double latency, Instant updatedAt) {
        return new Event(
                id,
                conversation,
                "{\"tier\":\"free\"}",
                name,
                "web",
                "",
                2.5,
                error,
                latency,
                "Hello, world! 世界 🙂",
                "",
                List.of(0.25f, -1f),
                List.of(),
                Map.of("plan", Map.of("tier", "gold")),
                createdAt,
                updatedAt);
    }

    private void checkRepeats(EventClient client) {
        String key = UUID.randomUUID().toString();
        NewEvent event = NewEvent.of(conversation, "repeated_" + name);

        assertThat(client.trackEvent(event, key)).isEqualTo(client.trackEvent(event, key));
    }

    private void checkTracking(EventClient client) throws InterruptedException {
        String tracked = conversation + " tracked";
        for (int i = 0; i < 50; i++) {
            client.track(NewEvent.builder(tracked, name)
                    .latency(i)
                    .error(i % 5 == 0 ? "boom" : "")
                    .build());
        }
        client.track(NewEvent.builder(tracked, name).latency(-1).build());
        assertThat(client.flush(BOUND)).isTrue();
        // A server that is slow for a moment is asked again.
        assertThat(client.stats())
                .usingRecursiveComparison()
                .ignoringFields("retries")
                .isEqualTo(new TrackStats(51, 50, 1, 0, 0, 0, 0));

        // Each read for itself: they need not become fresh at the same moment.
        await().atMost(BOUND).untilAsserted(() -> checkTracked(client, tracked));
    }

    private void checkTracked(EventClient client, String tracked) {
        List<ErrorCount> counts = client.getErrorCounts(name, 2);
        assertThat(counts.stream().mapToLong(ErrorCount::totalCount).sum()).isEqualTo(50);
        assertThat(counts.stream().mapToLong(ErrorCount::errorCount).sum()).isEqualTo(10);
        assertThat(client.getEventsByConversation(tracked).stream().map(Event::latency))
                .hasSize(50)
                .doesNotContain(-1.0);
        assertThat(client.getLatencyStats(10_000))
                .filteredOn(stats -> stats.conversationId().equals(tracked))
                .extracting(LatencyStats::eventName, LatencyStats::eventCount)
                .containsExactly(tuple(name, 50L));
        assertThat(client.getTopErrorSessions(10_000)).contains(new SessionErrors(tracked, 50, 10, 0.2));
    }

    private void checkRefusals() {
        try (EventClient stranger = EventClient.builder(baseUrl).apiKey("wrong").build();
                EventClient client = EventClient.builder(baseUrl).apiKey(apiKey).build()) {
            assertThat(catchThrowableOfType(EventRefusedException.class, stranger::getLatencyStats)
                            .status())
                    .hasValue(401);
            EventValidationException refusal = catchThrowableOfType(
                    EventValidationException.class,
                    () -> client.trackEvent(
                            NewEvent.builder(conversation, name).latency(-1).build()));
            assertThat(refusal).hasMessage("latency must be >= 0");
            assertThat(refusal.answer()).contains(Map.of("success", false, "error", "latency must be >= 0"));
        }
    }
}
