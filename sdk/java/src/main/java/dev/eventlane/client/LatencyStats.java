package dev.eventlane.client;

/**
 * The p95 latency of the events of one name in one conversation.
 *
 * @param p95Latency in milliseconds
 */
public record LatencyStats(String conversationId, String eventName, double p95Latency, long eventCount) {}
