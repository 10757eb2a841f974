package dev.eventlane.benchmark.check;

import com.fasterxml.jackson.databind.JsonNode;
import dev.eventlane.benchmark.http.Api;
import dev.eventlane.benchmark.workload.Workload;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The counts of events and errors. They are right only when every operation is seen: each update makes an error of an event that
 * had none, and each delete takes an event away.
 */
public final class CountCheck {
    private static final long POLL_MILLIS = 50;
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
        while (compare().wrong() > 0) {
            if (System.nanoTime() > deadline) {
                return false;
            }
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
        }
        return true;
    }

    /** Compares them as they are now. */
    public CheckResult compare() throws InterruptedException {
        Findings findings = new Findings("events and errors per name");
        for (Map.Entry<String, EventCounts> entry : own.entrySet()) {
            EventCounts expected = before.get(entry.getKey()).plus(entry.getValue());
            findings.compared(1);
            try {
                EventCounts found = count(entry.getKey());
                if (!expected.equals(found)) {
                    findings.wrong("GET " + path(entry.getKey()), expected, found);
                }
            } catch (IOException e) {
                findings.wrong("GET " + path(entry.getKey()), expected, e);
            }
        }
        return findings.result();
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
