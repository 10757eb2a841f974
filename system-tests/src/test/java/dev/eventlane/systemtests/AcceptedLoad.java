package dev.eventlane.systemtests;

import com.fasterxml.jackson.databind.JsonNode;
import dev.eventlane.systemtests.Client.Answer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Creates, updates and deletes events until it is stopped, and remembers what the accepted operations must come to. A request
 * without an answer, or with a 503, is sent again, as a client would: every event ends in a state that was accepted.
 */
final class AcceptedLoad implements AutoCloseable {
    private static final int WRITERS = 4;
    private static final long RETRY_MILLIS = 50;

    private final Client client;
    private final String conversation;
    private final AtomicBoolean stopped = new AtomicBoolean();
    private final AtomicInteger accepted = new AtomicInteger();
    private final Map<String, Map<String, Double>> expected = new ConcurrentHashMap<>();
    private final ExecutorService writers = Executors.newFixedThreadPool(WRITERS);
    private final List<Future<?>> running = new ArrayList<>();

    private AcceptedLoad(Client client, String conversation) {
        this.client = client;
        this.conversation = conversation;
    }

    static AcceptedLoad start(Client client, String name) {
        AcceptedLoad load = new AcceptedLoad(client, "load-" + name);
        for (int i = 0; i < WRITERS; i++) {
            String writer = load.conversation + "-" + i;
            load.running.add(load.writers.submit(() -> load.write(writer)));
        }
        return load;
    }

    /** How many operations were accepted so far. */
    int accepted() {
        return accepted.get();
    }

    /** Ends the load; the events that must be there now, by conversation: latency by ID. */
    Map<String, Map<String, Double>> stop() throws InterruptedException, ExecutionException {
        stopped.set(true);
        for (Future<?> writer : running) {
            writer.get();
        }
        return Map.copyOf(expected);
    }

    static Map<String, Map<String, Double>> readBack(Client client, Set<String> conversations) {
        Map<String, Map<String, Double>> found = new TreeMap<>();
        for (String conversation : conversations) {
            Map<String, Double> events = new TreeMap<>();
            for (JsonNode event :
                    client.get("/events/conversation/" + conversation).data()) {
                Double before = events.put(
                        event.get("id").asText(), event.get("latency").asDouble());
                if (before != null) {
                    throw new IllegalStateException("event " + event.get("id") + " was read twice");
                }
            }
            found.put(conversation, events);
        }
        return found;
    }

    private Void write(String writer) throws InterruptedException {
        Map<String, Double> events = new TreeMap<>();
        for (int i = 0; !stopped.get(); i++) {
            String id = UUID.randomUUID().toString();
            accept(
                    "POST",
                    "/event/",
                    "{\"id\":\"" + id + "\",\"conversation_id\":\"" + writer + "\",\"event_name\":\"load\"}");
            events.put(id, 0.0);
            if (i % 2 == 0) {
                accept("PUT", "/event/" + id, "{\"latency\":" + i + "}");
                events.put(id, (double) i);
            }
            if (i % 5 == 0) {
                accept("DELETE", "/event/" + id, null);
                events.remove(id);
            }
        }
        expected.put(writer, events);
        return null;
    }

    private void accept(String method, String path, String body) throws InterruptedException {
        while (!isAccepted(method, path, body)) {
            TimeUnit.MILLISECONDS.sleep(RETRY_MILLIS);
        }
        accepted.incrementAndGet();
    }

    private boolean isAccepted(String method, String path, String body) {
        try {
            Answer answer = client.trySend(method, path, body);
            if (answer.status() != 202 && answer.status() != 503) {
                throw new IllegalStateException(method + " was answered " + answer);
            }
            return answer.status() == 202;
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public void close() {
        stopped.set(true);
        writers.shutdownNow();
    }
}
