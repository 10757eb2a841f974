package dev.eventlane.client;

import java.time.Duration;

/**
 * When a batch is sent, and how much may wait.
 *
 * @param batchSize events that are sent together at most
 * @param flushInterval how long an event waits for others at most
 * @param maxEvents events that wait or are under way
 * @param maxBytes of their JSON
 */
record QueueLimits(int batchSize, Duration flushInterval, int maxEvents, long maxBytes) {
    /** Of JSON in one batch, unless a single event is larger. The server takes 10 MiB by default. */
    static final int MAX_BATCH_BYTES = 1 << 20;
}
