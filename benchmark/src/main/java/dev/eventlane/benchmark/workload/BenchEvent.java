package dev.eventlane.benchmark.workload;

/**
 * What a reader must find of an event.
 *
 * @param error empty = none
 * @param latency in milliseconds
 */
public record BenchEvent(
        String conversationId, String eventName, String error, double latency, String input, String output) {
    public boolean isError() {
        return !error.isEmpty();
    }
}
