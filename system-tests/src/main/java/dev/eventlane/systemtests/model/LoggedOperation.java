package dev.eventlane.systemtests.model;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.UUID;

/**
 * An operation as Kafka has it.
 *
 * @param timestamp when Kafka appended it, in milliseconds since 1970
 * @param data {@code null} in a delete
 */
public record LoggedOperation(
        int partition, long offset, long timestamp, String operation, UUID operationId, UUID event, JsonNode data) {

    static LoggedOperation of(int partition, long offset, long timestamp, String envelope) {
        JsonNode json = Json.read(envelope);
        return new LoggedOperation(
                partition,
                offset,
                timestamp,
                json.get("operation").asText(),
                UUID.fromString(json.get("operation_id").asText()),
                UUID.fromString(json.get("event_id").asText()),
                json.get("data"));
    }

    /** Partition and offset. */
    public String position() {
        return partition + "/" + offset;
    }
}
