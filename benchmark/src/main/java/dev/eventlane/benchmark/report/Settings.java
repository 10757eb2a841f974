package dev.eventlane.benchmark.report;

import java.util.List;

/**
 * How the run was made. There is no API key in it.
 *
 * @param url the base URL
 * @param concurrency connections
 * @param batch operations per request; 0 = a request for each
 * @param rate operations per second; 0 = closed loop
 * @param seed gives the same operations again
 * @param serverIds whether the server made the IDs
 * @param verifyRows whether every event was read back
 */
public record Settings(
        String url,
        int concurrency,
        int inserts,
        int updates,
        int deletes,
        int batch,
        double rate,
        long seed,
        List<String> eventNames,
        boolean serverIds,
        boolean verifyRows) {
    public Settings {
        eventNames = List.copyOf(eventNames);
    }
}
