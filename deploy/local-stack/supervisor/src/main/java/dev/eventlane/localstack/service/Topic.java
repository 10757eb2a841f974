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

    public Topic {
        settings = Map.copyOf(settings);
    }

    /** The broker stamps the records: versions are made from the stamps and must follow the partition's order. */
    public static Topic stampedByBroker(String name, int partitions) {
        return new Topic(name, partitions, Map.of("message.timestamp.type", "LogAppendTime"));
    }

    NewTopic request() {
        return new NewTopic(name, Optional.of(partitions), Optional.of(ONE_BROKER)).configs(settings);
    }
}
