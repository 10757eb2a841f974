package dev.eventlane.ingest.ready;

import dev.eventlane.core.config.ConfigurationException;
import dev.eventlane.http.ready.PartState;
import dev.eventlane.http.ready.ReadyCheck;
import dev.eventlane.ingest.log.KafkaLogConfig;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * Whether writes can be taken: Kafka answers, and every partition of the topic has a leader. Asked of Kafka itself: a producer
 * that gets no writes would not notice that Kafka is back.
 */
public final class KafkaReady implements ReadyCheck, AutoCloseable {
    private static final String PART = "kafka";
    private static final int ANSWER_MILLIS = 1_500;
    private static final Duration CLOSE = Duration.ofSeconds(1);

    private final Admin admin;
    private final String topic;

    private KafkaReady(Admin admin, String topic) {
        this.admin = admin;
        this.topic = topic;
    }

    /**
     * Kafka need not be there.
     *
     * @throws ConfigurationException if no broker's name is known
     */
    public static KafkaReady open(KafkaLogConfig config) {
        Admin admin = config.client(() -> Admin.create(Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                config.brokers(),
                AdminClientConfig.CLIENT_ID_CONFIG,
                "http-ingest-ready",
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
                ANSWER_MILLIS,
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                ANSWER_MILLIS,
                AdminClientConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG,
                500)));
        return new KafkaReady(admin, config.topic());
    }

    @Override
    public List<String> parts() {
        return List.of(PART);
    }

    @Override
    public List<PartState> ask() {
        return List.of(state());
    }

    private PartState state() {
        try {
            TopicDescription description = admin.describeTopics(List.of(topic))
                    .allTopicNames()
                    .get(2 * ANSWER_MILLIS, TimeUnit.MILLISECONDS)
                    .get(topic);
            List<Integer> leaderless = description.partitions().stream()
                    .filter(partition ->
                            partition.leader() == null || partition.leader().isEmpty())
                    .map(TopicPartitionInfo::partition)
                    .toList();
            return leaderless.isEmpty()
                    ? PartState.ready(PART)
                    : PartState.notReady(PART, "no leader for the partitions " + leaderless + " of the topic");
        } catch (ExecutionException e) {
            return PartState.notReady(
                    PART,
                    e.getCause() instanceof UnknownTopicOrPartitionException
                            ? "the topic is not there"
                            : "Kafka does not answer");
        } catch (TimeoutException e) {
            return PartState.notReady(PART, "Kafka does not answer");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return PartState.notReady(PART, "interrupted");
        }
    }

    @Override
    public void close() {
        admin.close(CLOSE);
    }
}
