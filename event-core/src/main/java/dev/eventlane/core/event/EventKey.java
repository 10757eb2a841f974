package dev.eventlane.core.event;

import static java.util.Objects.requireNonNull;

import java.util.UUID;

/**
 * The identity of an event. It never changes, and it is what operations are ordered by: it is the Kafka record's key, the
 * Flink job's key, and part of the ClickHouse sorting key.
 *
 * @param projectId the project that the event belongs to; {@link #DEFAULT_PROJECT} where no API keys are configured
 * @param eventId the event's ID, unique within the project
 */
public record EventKey(String projectId, UUID eventId) {
    /** The project of every event while no API keys are configured. */
    public static final String DEFAULT_PROJECT = "default";

    public EventKey {
        requireNonNull(projectId, "projectId is null");
        requireNonNull(eventId, "eventId is null");
    }

    /** The text by which Kafka chooses the partition, so that all operations of an event stay in order. */
    public String partitionKey() {
        return projectId + '/' + eventId;
    }

    /** Written out because Flink keeps state by it: a record's own algorithm may change between Java releases. */
    @Override
    public int hashCode() {
        return 31 * projectId.hashCode() + eventId.hashCode();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof EventKey key && eventId.equals(key.eventId) && projectId.equals(key.projectId);
    }
}
