package dev.eventlane.benchmark.load;

/** From when on a latency counts. */
public enum LatencyKind {
    /** From when the request was sent. While the server stalls, a closed loop sends nothing: what would have waited is not seen. */
    SERVICE_TIME,
    /** From when the request was due, sent or not: a stall is seen by every request that it delays. */
    FROM_INTENDED_START
}
