package dev.eventlane.job.upgrade;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A record of the topic of operations, as it lies in a fixture.
 *
 * @param why what it is there for
 * @param timestamp the stamp that it must get, in milliseconds since 1970: rows and versions are made from it
 * @param value an operation as JSON, or anything else
 */
record KafkaRecord(String why, int partition, long offset, long timestamp, String key, String value) {
    static KafkaRecord of(JsonNode line) {
        JsonNode value = line.get("value");
        return new KafkaRecord(
                line.get("why").textValue(),
                line.get("partition").intValue(),
                line.get("offset").longValue(),
                line.get("timestamp").longValue(),
                line.get("key").textValue(),
                value.isTextual() ? value.textValue() : value.toString());
    }
}
