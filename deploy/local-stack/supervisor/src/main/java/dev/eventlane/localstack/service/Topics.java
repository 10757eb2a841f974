package dev.eventlane.localstack.service;

import dev.eventlane.localstack.LocalStackException;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.TopicExistsException;

/** Creates topics. */
public final class Topics {
    private Topics() {}

    /**
     * Creates those that do not exist; the others are left as they are.
     *
     * @throws LocalStackException if the brokers refuse or do not answer
     */
    public static void create(String brokers, List<Topic> topics) {
        try (Admin admin = Admin.create(KafkaBroker.adminProperties(brokers))) {
            admin.createTopics(topics.stream().map(Topic::request).toList())
                    .values()
                    .forEach((name, created) -> await(brokers, name, created));
        }
    }

    private static void await(String brokers, String topic, KafkaFuture<Void> created) {
        try {
            created.get();
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw new LocalStackException(
                        "the topic %s could not be created at %s: %s"
                                .formatted(topic, brokers, e.getCause().getMessage()),
                        e);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LocalStackException("interrupted while creating the topic " + topic, e);
        }
    }
}
