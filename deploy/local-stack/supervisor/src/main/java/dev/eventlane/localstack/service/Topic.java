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
    private static final short ONE_BROKER = 1;

    /** An operation can be more than twice as large as the largest body of its request (1 MiB). */
    private static final String MAX_RECORD_BYTES = Integer.toString(4 << 20);

    private static final String MAX_RECORD = "max.message.bytes";
    private static final String RETENTION = "retention.ms";

    /** A machine may be off for longer than any time chosen here, with operations that the job has not read yet. */
    private static final String FOR_EVER = "-1";

    public Topic {
        settings = Map.copyOf(settings);
    }

    /** Of operations. The broker stamps them: versions are made from the stamps and must follow the partition's order. */
    public static Topic ofOperations(String name, int partitions) {
        return new Topic(
                name,
                partitions,
                Map.of("message.timestamp.type", "LogAppendTime", MAX_RECORD, MAX_RECORD_BYTES, RETENTION, FOR_EVER));
    }

    /** Of what could not be applied; a record is as large as the operation it was. */
    public static Topic ofDeadLetters(String name) {
        return new Topic(name, 1, Map.of(MAX_RECORD, MAX_RECORD_BYTES, RETENTION, FOR_EVER));
    }

    NewTopic request() {
        return new NewTopic(name, Optional.of(partitions), Optional.of(ONE_BROKER)).configs(settings);
    }
}
