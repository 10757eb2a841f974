package dev.eventlane.client;

/**
 * What became of events given to {@link EventClient#track} since the client was made: tracked = accepted + rejected + dropped +
 * pending.
 *
 * @param accepted the server has them, durably
 * @param rejected the server refused them for good
 * @param dropped there was no room, they came after {@code close}, or {@code close} could not deliver them in its time
 * @param pending they wait for the server, or are under way to it
 * @param pendingBytes of their JSON
 * @param retries requests that were repeats of an earlier one
 */
public record TrackStats(
        long tracked, long accepted, long rejected, long dropped, long pending, long pendingBytes, long retries) {}
