package dev.eventlane.benchmark.check;

import com.fasterxml.jackson.databind.JsonNode;
import dev.eventlane.benchmark.http.Api;
import dev.eventlane.benchmark.workload.Workload;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * The counts of events and errors. They are right only when every operation is seen: each update makes an error of an event that
 * had none, and each delete takes an event away.
 */
public final class CountCheck {
    private static final long SHORTEST_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(50);
    /** How much longer than asking it is waited before asking again. */
    private static final int PAUSE_PER_QUESTION = 4;

    /** A run may pass midnight, in UTC. */
    private static final int DAYS = 2;

    private final Api api;
    private final Map<String, EventCounts> before = new HashMap<>();
    private final Map<String, EventCounts> own = new HashMap<>();

    /** Counts what there is before the run. */
    public CountCheck(Api api, Workload workload) throws IOException, InterruptedException {
        this.api = api;
        for (String name : workload.eventNames()) {
            before.put(name, count(name));
            own.put(name, EventCounts.NONE);
        }
        for (int event = 0; event < workload.creates(); event++) {
            if (!workload.isDeleted(event)) {
                boolean isError = workload.isUpdated(event)
                        || !workload.createdError(event).isEmpty();
                own.merge(
                        workload.eventName(workload.conversationOf(event)),
                        new EventCounts(1, isError ? 1 : 0),
                        EventCounts::plus);
            }
        }
    }

    /** Further events of this name, without errors, are right. */
    public void expectAlso(String eventName, int events) {
        own.computeIfPresent(eventName, (name, counts) -> counts.plus(new EventCounts(events, 0)));
    }

    /**
     * Waits until the counts are right.
     *
     * @return whether they were, within the bound
     */
    public boolean await(Duration bound) throws InterruptedException {
        long deadline = System.nanoTime() + bound.toNanos();
        while (true) {
            long asked = System.nanoTime();
            if (isRight()) {
                return true;
            }
            long now = System.nanoTime();
            if (now > deadline) {
                return false;
            }
            // The system that is measured has better to do than to answer this.
            TimeUnit.NANOSECONDS.sleep(Math.max(SHORTEST_PAUSE_NANOS, PAUSE_PER_QUESTION * (now - asked)));
        }
    }

    private boolean isRight() throws InterruptedException {
        for (String name : own.keySet()) {
            if (difference(name).isPresent()) {
                return false;
            }
        }
        return true;
    }

    /** Compares them as they are now. */
    public CheckResult compare() throws InterruptedException {
        Findings findings = new Findings("events and errors per name");
        for (String name : own.keySet()) {
            findings.compared(1);
            difference(name).ifPresent(findings::wrong);
        }
        return findings.result();
    }

    private Optional<String> difference(String name) throws InterruptedException {
        EventCounts expected = before.get(name).plus(own.get(name));
        String found;
        try {
            EventCounts counts = count(name);
            if (expected.equals(counts)) {
                return Optional.empty();
            }
            found = counts.toString();
        } catch (IOException e) {
            found = e.toString();
        }
        return Optional.of(Findings.text("GET " + path(name), expected, found));
    }

    private EventCounts count(String eventName) throws IOException, InterruptedException {
        EventCounts counts = EventCounts.NONE;
        for (JsonNode day : api.read(path(eventName))) {
            // What is of another name was not asked for, and makes the counts wrong, as it should.
            counts = counts.plus(new EventCounts(
                    day.path("total_count").asLong(), day.path("error_count").asLong()));
        }
        return counts;
    }

    private static String path(String eventName) {
        return "/analytics/errors?days=" + DAYS + "&event_name=" + Api.encoded(eventName);
    }
}
