package dev.eventlane.benchmark.check;

import com.fasterxml.jackson.databind.JsonNode;
import dev.eventlane.benchmark.http.Api;
import dev.eventlane.benchmark.workload.BenchEvent;
import dev.eventlane.benchmark.workload.EventIds;
import dev.eventlane.benchmark.workload.Workload;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/** Every event, read by its conversation, and one of every tenth conversation also by its ID. */
public final class RowCheck {
    /** Beyond, the system does not answer, and there is no use in asking it for the rest. */
    private static final int MAX_FAILURES = 50;

    private static final int BY_ID_EVERY = 10;

    private final Api api;
    private final Workload workload;
    private final EventIds ids;
    private final Findings rows = new Findings("events, by conversation");
    private final Findings singles = new Findings("events, by ID");
    private final AtomicInteger failures = new AtomicInteger();

    public RowCheck(Api api, Workload workload, EventIds ids) {
        this.api = api;
        this.workload = workload;
        this.ids = ids;
    }

    /**
     * Compares all of them.
     *
     * @param readers how many read at once
     */
    public List<CheckResult> compare(int readers) throws InterruptedException {
        AtomicInteger next = new AtomicInteger();
        ExecutorService threads = Executors.newFixedThreadPool(readers);
        List<Future<?>> running = new ArrayList<>();
        for (int i = 0; i < readers; i++) {
            running.add(threads.submit(() -> {
                int end = workload.conversations();
                for (int at = next.getAndIncrement(); at < end; at = next.getAndIncrement()) {
                    if (failures.get() >= MAX_FAILURES) {
                        break;
                    }
                    compareConversation(at);
                    if (at % BY_ID_EVERY == 0) {
                        compareSingle(workload.firstOf(at) + at % (workload.endOf(at) - workload.firstOf(at)));
                    }
                }
                return null;
            }));
        }
        try {
            for (Future<?> reader : running) {
                reader.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("reading back failed", e.getCause());
        } finally {
            threads.shutdownNow();
        }
        return List.of(rows.result(), singles.result());
    }

    private void compareConversation(int conversation) throws InterruptedException {
        Map<String, BenchEvent> expected = new HashMap<>();
        for (int event = workload.firstOf(conversation); event < workload.endOf(conversation); event++) {
            if (!workload.isDeleted(event)) {
                expected.put(ids.of(event).toString(), workload.expected(event));
            }
        }
        rows.compared(workload.endOf(conversation) - workload.firstOf(conversation));
        String path = "/events/conversation/" + workload.conversationId(conversation);
        JsonNode answer;
        try {
            answer = api.read(path);
        } catch (IOException e) {
            failures.incrementAndGet();
            rows.wrong("GET " + path, "an answer", e);
            return;
        }
        for (JsonNode row : answer) {
            String id = row.path("id").asText();
            BenchEvent right = expected.remove(id);
            if (right == null) {
                rows.wrong("GET " + path, "no event " + id + ", or not again", row);
            } else if (!right.equals(event(row))) {
                rows.wrong("GET " + path + ", " + id, right, event(row));
            }
        }
        expected.forEach((id, event) -> rows.wrong("GET " + path + ", " + id, event, "nothing"));
    }

    private void compareSingle(int event) throws InterruptedException {
        String path = "/event/" + ids.of(event);
        Optional<BenchEvent> expected =
                workload.isDeleted(event) ? Optional.empty() : Optional.of(workload.expected(event));
        Optional<BenchEvent> found;
        singles.compared(1);
        try {
            found = api.find(path).map(RowCheck::event);
        } catch (IOException e) {
            failures.incrementAndGet();
            singles.wrong("GET " + path, "an answer", e);
            return;
        }
        if (!expected.equals(found)) {
            singles.wrong(
                    "GET " + path,
                    expected.map(Object::toString).orElse("404"),
                    found.map(Object::toString).orElse("404"));
        }
    }

    private static BenchEvent event(JsonNode row) {
        return new BenchEvent(
                row.path("conversation_id").asText(),
                row.path("event_name").asText(),
                row.path("error").asText(),
                row.path("latency").asDouble(Double.NaN),
                row.path("input").asText(),
                row.path("output").asText());
    }
}
