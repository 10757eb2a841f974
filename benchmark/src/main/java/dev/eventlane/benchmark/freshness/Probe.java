package dev.eventlane.benchmark.freshness;

import dev.eventlane.benchmark.workload.Operation;

/**
 * A write of which it is asked when readers see it.
 *
 * @param eventId as the server knows it
 * @param value the latency that the event has then, or a later one; of no meaning for a delete
 * @param acceptedAt when its 202 came, of {@link System#nanoTime}
 */
record Probe(Operation operation, String eventId, int value, long acceptedAt) {}
