package dev.eventlane.localstack.service;

import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.NewTopic;

/**
 * A Kafka topic of the local stack.
 *
 * @param settings the topic's own settings, such as {@code message.timestamp.type}
 */
public record Topic(String name, int partitions, Map<String, String> settings) {
    /** An operation can be more than twice as large as the body of its request, which is at most 16 MiB. */
    private static final int MAX_OPERATION_BYTES = 36 << 20;

    /** An operation that was not applied, and what the headers say of it: one that does not fit would be lost. */
    private static final int MAX_DEAD_LETTER_BYTES = 40 << 20;

    private static final String STAMPED_BY_BROKER = "LogAppendTime";
    private static final String RETENTION = "retention.ms";

    /** A machine may be off for longer than any time chosen here, with operations that the job has not read yet. */
    private static final String FOR_EVER = "-1";

    static final String TIMESTAMP_TYPE = "message.timestamp.type";
    static final String MAX_RECORD = "max.message.bytes";

    public Topic {
        settings = Map.copyOf(settings);
    }

    /** Of operations. The broker stamps them: versions are made from the stamps and must follow the partition's order. */
    public static Topic ofOperations(String name, int partitions) {
        return new Topic(
                name,
                partitions,
                Map.of(
                        TIMESTAMP_TYPE,
                        STAMPED_BY_BROKER,
                        MAX_RECORD,
                        Integer.toString(MAX_OPERATION_BYTES),
                        RETENTION,
                        FOR_EVER));
    }

    /** Of what could not be applied; a record is an operation with headers. */
    public static Topic ofDeadLetters(String name) {
        return new Topic(name, 1, Map.of(MAX_RECORD, Integer.toString(MAX_DEAD_LETTER_BYTES), RETENTION, FOR_EVER));
    }

    /** How often a record is kept is left to the broker: one that somebody else runs knows how many brokers there are. */
    NewTopic request() {
        return new NewTopic(name, Optional.of(partitions), Optional.empty()).configs(settings);
    }
}
