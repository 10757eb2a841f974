package dev.eventlane.localstack.service;

import dev.eventlane.localstack.LocalStackException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;

/**
 * The settings that topics have, against those that they should have.
 *
 * @param brokers where they are
 * @param topics as they should be
 * @param actual as they are, by topic
 */
record TopicSettings(String brokers, List<Topic> topics, Map<String, Config> actual) {
    TopicSettings {
        topics = List.copyOf(topics);
        actual = Map.copyOf(actual);
    }

    /** Asks the brokers. */
    static TopicSettings read(Admin admin, String brokers, List<Topic> topics) {
        List<ConfigResource> resources =
                topics.stream().map(topic -> resource(topic.name())).toList();
        Map<String, Config> actual =
                get(brokers, () -> admin.describeConfigs(resources).all().get()).entrySet().stream()
                        .collect(Collectors.toMap(entry -> entry.getKey().name(), Map.Entry::getValue));
        return new TopicSettings(brokers, topics, actual);
    }

    /** Fails when the records of a topic are stamped by their producers though the broker should do it. */
    void requireOrder() {
        for (Topic topic : topics) {
            String wanted = topic.settings().get(Topic.TIMESTAMP_TYPE);
            String found = value(topic, Topic.TIMESTAMP_TYPE);
            if (wanted != null && !wanted.equals(found)) {
                throw new LocalStackException(
                        """
                        the topic %s at %s has %s=%s; it must be %s: versions of events are made from the stamps of their \
                        records and must follow the order of the partition; change it with kafka-configs --bootstrap-server \
                        %s --alter --entity-type topics --entity-name %s --add-config %s=%s"""
                                .formatted(
                                        topic.name(),
                                        brokers,
                                        Topic.TIMESTAMP_TYPE,
                                        found,
                                        wanted,
                                        brokers,
                                        topic.name(),
                                        Topic.TIMESTAMP_TYPE,
                                        wanted));
            }
        }
    }

    /** Raises the largest record where it is smaller than it should be. */
    void makeRoom(Admin admin) {
        for (Topic topic : topics) {
            String wanted = topic.settings().get(Topic.MAX_RECORD);
            if (wanted != null && Long.parseLong(value(topic, Topic.MAX_RECORD)) < Long.parseLong(wanted)) {
                AlterConfigOp raise =
                        new AlterConfigOp(new ConfigEntry(Topic.MAX_RECORD, wanted), AlterConfigOp.OpType.SET);
                get(brokers, () -> admin.incrementalAlterConfigs(Map.of(resource(topic.name()), List.of(raise)))
                        .all()
                        .get());
            }
        }
    }

    private String value(Topic topic, String setting) {
        return actual.get(topic.name()).get(setting).value();
    }

    private static ConfigResource resource(String topic) {
        return new ConfigResource(ConfigResource.Type.TOPIC, topic);
    }

    private static <T> T get(String brokers, Question<T> question) {
        try {
            return question.ask();
        } catch (ExecutionException e) {
            throw new LocalStackException(
                    "the settings of the topics at %s cannot be read or changed: %s"
                            .formatted(brokers, e.getCause().getMessage()),
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LocalStackException("interrupted while asking for the settings of topics at " + brokers, e);
        }
    }

    @FunctionalInterface
    private interface Question<T> {
        T ask() throws ExecutionException, InterruptedException;
    }
}
