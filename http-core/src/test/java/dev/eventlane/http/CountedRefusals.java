package dev.eventlane.http;

import java.util.Map;
import java.util.TreeMap;

/** Refusals by reason and caller, such as {@code rate shop}. */
public final class CountedRefusals implements RefusalCounts {
    private final Map<String, Long> counts = new TreeMap<>();

    @Override
    public synchronized void count(Reason reason, String caller) {
        counts.merge(reason.tag() + " " + caller, 1L, Long::sum);
    }

    public synchronized Map<String, Long> counts() {
        return Map.copyOf(counts);
    }
}
