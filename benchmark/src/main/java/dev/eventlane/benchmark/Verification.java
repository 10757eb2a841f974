package dev.eventlane.benchmark;

import com.fasterxml.jackson.databind.JsonNode;
import dev.eventlane.benchmark.Workload.Expected;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Checks that readers see exactly what the workload wrote. */
final class Verification {
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(10);
    private static final long POLL_MILLIS = 50;

    private final Api api;
    private final Workload workload;

    Verification(Api api, Workload workload) {
        this.api = api;
        this.workload = workload;
    }

    /**
     * Waits until the analytics count every operation.
     *
     * @throws IOException if they do not within ten minutes; the message says what they count
     */
    void awaitCounts() throws IOException, InterruptedException {
        long deadline = System.nanoTime() + LONGEST_WAIT.toNanos();
        long total = -1;
        long errors = -1;
        while (System.nanoTime() < deadline) {
            total = 0;
            errors = 0;
            for (JsonNode day : api.read("/analytics/errors?days=2&event_name=" + workload.eventName())) {
                total += day.get("total_count").asLong();
                errors += day.get("error_count").asLong();
            }
            if (total == workload.expectedEvents() && errors == workload.expectedErrors()) {
                return;
            }
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
        }
        throw new IOException("after " + LONGEST_WAIT + " the analytics count " + total + " events and " + errors
                + " errors instead of " + workload.expectedEvents() + " and " + workload.expectedErrors());
    }

    /** Compares every event of every conversation; tells how many differ, are missing or are there too much. */
    int countWrongRows(int connections) throws IOException, InterruptedException {
        AtomicInteger wrong = new AtomicInteger();
        Phase.run(
                "verify",
                workload.conversations(),
                connections,
                conversation -> wrong.addAndGet(countWrongRowsOf(conversation)));
        return wrong.get();
    }

    private int countWrongRowsOf(int conversation) throws IOException {
        Map<String, Expected> expected = new HashMap<>();
        for (int i = workload.firstOf(conversation); i < workload.endOf(conversation); i++) {
            if (!workload.isDeleted(i)) {
                Expected event = workload.expected(i);
                expected.put(event.id(), event);
            }
        }
        int wrong = 0;
        Set<String> seen = new HashSet<>();
        for (JsonNode row : api.read("/events/conversation/" + workload.conversation(conversation))) {
            Expected found = new Expected(
                    row.get("id").asText(),
                    row.get("error").asText(),
                    row.get("latency").asDouble(),
                    row.get("input").asText());
            boolean first = seen.add(found.id());
            if (!first || !found.equals(expected.remove(found.id()))) {
                wrong++;
            }
        }
        return wrong + expected.size();
    }
}
