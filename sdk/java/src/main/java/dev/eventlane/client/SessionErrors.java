package dev.eventlane.client;

/**
 * How many events a conversation has, and how many of them with an error.
 *
 * @param errorRate from 0 to 1
 */
public record SessionErrors(String conversationId, long totalEvents, long errorEvents, double errorRate) {}
