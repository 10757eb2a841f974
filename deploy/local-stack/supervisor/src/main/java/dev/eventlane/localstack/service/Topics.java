package dev.eventlane.localstack.service;

import dev.eventlane.localstack.LocalStackException;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.TopicExistsException;

/** Creates topics, and asks whether that would be possible. */
public final class Topics {
    private static final int ANSWER_MILLISECONDS = 2_000;
    /** Of a broker that has just started, on a machine that is busy with starting the others. */
    private static final int CHANGE_MILLISECONDS = 20_000;

    private Topics() {}

    /**
     * Creates those that do not exist; the others are left as they are.
     *
     * @return those that were there before
     * @throws LocalStackException if the brokers refuse or do not answer, or if a topic is there with settings that would
     *     make results wrong
     */
    public static List<Topic> create(String brokers, List<Topic> topics) {
        try (Admin admin = Admin.create(adminProperties(brokers, CHANGE_MILLISECONDS))) {
            Map<String, KafkaFuture<Void>> created = admin.createTopics(
                            topics.stream().map(Topic::request).toList())
                    .values();
            List<Topic> existing = topics.stream()
                    .filter(topic -> !isNew(brokers, topic.name(), created.get(topic.name())))
                    .toList();
            // Not of the new ones: brokers may hear of them later than the controller.
            TopicSettings.read(admin, brokers, existing).requireOrder();
            return existing;
        }
    }

    /** Lets topics of an earlier release take records as large as those of this one. */
    static void makeRoom(String brokers, List<Topic> topics) {
        try (Admin admin = Admin.create(adminProperties(brokers, CHANGE_MILLISECONDS))) {
            TopicSettings.read(admin, brokers, topics).makeRoom(admin);
        }
    }

    /** Whether a broker is registered and answers. */
    public static boolean reachable(String brokers) {
        try (Admin admin = Admin.create(adminProperties(brokers, ANSWER_MILLISECONDS))) {
            return !admin.describeCluster()
                    .nodes()
                    .get(ANSWER_MILLISECONDS, TimeUnit.MILLISECONDS)
                    .isEmpty();
        } catch (ExecutionException | TimeoutException | ConfigException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** False when it existed. */
    private static boolean isNew(String brokers, String topic, KafkaFuture<Void> created) {
        try {
            created.get();
            return true;
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw new LocalStackException(
                        "the topic %s could not be created at %s: %s"
                                .formatted(topic, brokers, e.getCause().getMessage()),
                        e);
            }
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LocalStackException("interrupted while creating the topic " + topic, e);
        }
    }

    private static Properties adminProperties(String brokers, int answerMilliseconds) {
        Properties properties = new Properties();
        properties.put("bootstrap.servers", brokers);
        properties.put("request.timeout.ms", answerMilliseconds);
        properties.put("default.api.timeout.ms", answerMilliseconds);
        return properties;
    }
}
