package dev.eventlane.client;

import static dev.eventlane.client.EventValidationException.require;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * A client of one server. Thread-safe.
 *
 * <p>Writes return when the server has them durably; they are readable about a second later. A write is repeated under the same
 * Idempotency-Key, so it has one effect however often it is sent. {@link #track} is for callers that must not wait.
 *
 * <p>Every method that asks the server throws an {@link EventSdkException} if it refuses or cannot be reached.
 */
public final class EventClient implements AutoCloseable {
    private static final int PAGE_SIZE = 1000;
    private static final int DEFAULT_DAYS = 7;
    private static final int DEFAULT_LIMIT = 100;
    private static final Pattern IDEMPOTENCY_KEY = Pattern.compile("[!-~]{1,128}");

    private final Requests requests;
    private final Delivery delivery;
    private final Set<String> eventNames;
    private final Duration timeout;
    private final Duration closeTimeout;

    EventClient(Requests requests, Delivery delivery, Set<String> eventNames, Duration timeout, Duration closeTimeout) {
        this.requests = requests;
        this.delivery = delivery;
        this.eventNames = eventNames;
        this.timeout = timeout;
        this.closeTimeout = closeTimeout;
    }

    /** A client of the server at this address, with every option at its default. */
    public static EventClient create(URI baseUrl) {
        return builder(baseUrl).build();
    }

    /**
     * A client of the server at this address, with options.
     *
     * @param baseUrl such as {@code https://events.example.com}
     */
    public static EventClientBuilder builder(URI baseUrl) {
        return new EventClientBuilder(baseUrl);
    }

    /**
     * Creates an event and waits until the server has it.
     *
     * @return the event's ID
     */
    public UUID trackEvent(NewEvent event) {
        return trackEvent(event, newKey());
    }

    /**
     * Creates an event, as the operation that this key names.
     *
     * @return the event's ID
     */
    public UUID trackEvent(NewEvent event, String idempotencyKey) {
        checkName(event.eventName());
        Answer answer = write("POST", "/event/", Optional.of(event.json()), idempotencyKey);
        return Json.row(answer, EventReference.class).id();
    }

    /** Changes an event and waits until the server has the change. */
    public void updateEvent(UUID id, EventChanges changes) {
        updateEvent(id, changes, newKey());
    }

    /** Changes an event, as the operation that this key names. */
    public void updateEvent(UUID id, EventChanges changes, String idempotencyKey) {
        changes.eventName().ifPresent(this::checkName);
        write("PUT", "/event/" + id, Optional.of(changes.json()), idempotencyKey);
    }

    /** Deletes an event, for good, and waits until the server has the deletion. */
    public void deleteEvent(UUID id) {
        deleteEvent(id, newKey());
    }

    /** Deletes an event, as the operation that this key names. */
    public void deleteEvent(UUID id, String idempotencyKey) {
        write("DELETE", "/event/" + id, Optional.empty(), idempotencyKey);
    }

    /** The event as it is now; empty = there is none, or it was deleted. */
    public Optional<Event> getEvent(UUID id) {
        try {
            return Optional.of(Json.row(requests.send(Call.read("/event/" + id)), Event.class));
        } catch (EventNotFoundException e) {
            return Optional.empty();
        }
    }

    /** All events of a conversation, in the order of time. */
    public List<Event> getEventsByConversation(String conversationId) {
        List<Event> events = new ArrayList<>();
        forEachEventOfConversation(conversationId, events::add);
        return List.copyOf(events);
    }

    /** As {@link #getEventsByConversation}, a page at a time: for conversations that do not fit into memory. */
    public void forEachEventOfConversation(String conversationId, Consumer<Event> consumer) {
        require(!conversationId.isEmpty(), "conversation_id is required");
        String path = "/events/conversation/" + Call.encode(conversationId);
        Map<String, Object> query = new LinkedHashMap<>(Map.of("limit", PAGE_SIZE));
        JsonNode cursor;
        do {
            Answer page = requests.send(Call.read(path, query));
            Json.rows(page, Event.class).forEach(consumer);
            cursor = page.object().path("next_cursor");
            query.put("cursor", cursor.asText());
        } while (cursor.isTextual());
    }

    /** {@link #getErrorCounts(String, int)} of seven days. */
    public List<ErrorCount> getErrorCounts(String eventName) {
        return getErrorCounts(eventName, DEFAULT_DAYS);
    }

    /** Events and errors of this name, per day, over the last days in UTC, today among them. */
    public List<ErrorCount> getErrorCounts(String eventName, int days) {
        checkName(eventName);
        Map<String, Object> query = new LinkedHashMap<>();
        query.put("event_name", eventName);
        query.put("days", days);
        return Json.rows(requests.send(Call.read("/analytics/errors", query)), ErrorCount.class);
    }

    /** {@link #getLatencyStats(int)} of a hundred. */
    public List<LatencyStats> getLatencyStats() {
        return getLatencyStats(DEFAULT_LIMIT);
    }

    /** The p95 latency per conversation and event name, slowest first. */
    public List<LatencyStats> getLatencyStats(int limit) {
        return Json.rows(requests.send(Call.read("/analytics/latency", Map.of("limit", limit))), LatencyStats.class);
    }

    /** {@link #getTopErrorSessions(int)} of a hundred. */
    public List<SessionErrors> getTopErrorSessions() {
        return getTopErrorSessions(DEFAULT_LIMIT);
    }

    /** Conversations by their rate of errors, highest first. */
    public List<SessionErrors> getTopErrorSessions(int limit) {
        return Json.rows(
                requests.send(Call.read("/analytics/sessions/top-errors", Map.of("limit", limit))),
                SessionErrors.class);
    }

    /** Whether the server lives; {@code false} also if it cannot be reached. */
    public boolean healthCheck() {
        try {
            return requests.send(Call.read("/health")).object().path("success").asBoolean();
        } catch (EventSdkException e) {
            return false;
        }
    }

    /**
     * Waits until writes and reads work end to end; {@code false} if that takes longer than the timeout.
     *
     * @param interval from one question to the next
     */
    public boolean waitUntilReady(Duration timeout, Duration interval) throws InterruptedException {
        long deadline = System.nanoTime() + timeout.toNanos();
        for (Duration left = timeout; !left.isNegative() && !left.isZero(); left = untilNanoTime(deadline)) {
            if (isReady(shorter(this.timeout, left))) {
                return true;
            }
            Duration rest = untilNanoTime(deadline);
            requests.pause(rest.isNegative() ? Duration.ZERO : shorter(interval, rest));
        }
        return false;
    }

    /**
     * Takes an event to send it in the background, with others; never waits. It gets the time of this call unless it has one. What
     * breaks a rule is refused by the server later, logged and counted.
     *
     * @return the event's ID; empty = it was dropped, because too many wait for the server or the client is closed. {@link #stats}
     *     counts these
     */
    public Optional<UUID> track(NewEvent event) {
        checkName(event.eventName());
        NewEvent complete = event.complete(Uuid7.create(), Instant.now());
        return delivery.track(complete.json()) ? Optional.of(complete.id()) : Optional.empty();
    }

    /**
     * Sends what was tracked, and waits until each event has the server's verdict.
     *
     * @return {@code false} if that takes longer; sending goes on
     */
    public boolean flush(Duration timeout) throws InterruptedException {
        return delivery.flush(timeout);
    }

    /** What became of tracked events so far. */
    public TrackStats stats() {
        return delivery.stats();
    }

    /**
     * Flushes and ends: what is tracked later, or has no verdict within the timeout, is dropped, and counted. Happens by itself at
     * the end of the program.
     *
     * @return whether every tracked event has its verdict
     */
    public boolean close(Duration timeout) throws InterruptedException {
        return delivery.close(timeout);
    }

    /** {@link #close(Duration)} with the client's own timeout. */
    @Override
    public void close() {
        try {
            close(closeTimeout);
        } catch (InterruptedException e) {
            // Who interrupts wants it to end now; what is left counts as pending.
            Thread.currentThread().interrupt();
        }
    }

    private boolean isReady(Duration patience) throws InterruptedException {
        Optional<Answer> answer = requests.ask(Call.read("/ready"), patience);
        if (answer.isPresent() && answer.get().status() == 404) {
            // A server that does not tell.
            answer = requests.ask(Call.read("/health"), patience);
        }
        return answer.isPresent() && answer.get().isSuccess();
    }

    private Answer write(String method, String path, Optional<byte[]> body, String idempotencyKey) {
        require(
                IDEMPOTENCY_KEY.matcher(idempotencyKey).matches(),
                "idempotency_key must be 1 to 128 characters of printable ASCII without spaces");
        return requests.send(new Call(method, path, body, Optional.of(idempotencyKey)));
    }

    private void checkName(String eventName) {
        require(
                eventNames.isEmpty() || eventNames.contains(eventName),
                "event_name must be one of: " + String.join(", ", new TreeSet<>(eventNames)) + "; got '" + eventName
                        + "'");
    }

    private static String newKey() {
        return UUID.randomUUID().toString();
    }

    private static Duration untilNanoTime(long deadline) {
        return Duration.ofNanos(deadline - System.nanoTime());
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
