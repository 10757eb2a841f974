package dev.eventlane.systemtests.model;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Reads the topic of operations from its beginning, beside the job. Not thread-safe. */
public final class OperationLog implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(100);

    private final KafkaConsumer<String, String> consumer;
    private final Set<TopicPartition> partitions;

    public OperationLog(String brokers, String topic) {
        consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", brokers, "reconnect.backoff.max.ms", 500),
                new StringDeserializer(),
                new StringDeserializer());
        partitions = consumer.partitionsFor(topic).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .collect(Collectors.toUnmodifiableSet());
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    /**
     * Everything that was appended since the last call, each partition in its order.
     *
     * @throws org.apache.kafka.common.errors.TimeoutException if Kafka is away; the next call goes on where this one stopped
     */
    public List<LoggedOperation> readOn() {
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        List<LoggedOperation> operations = new ArrayList<>();
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            for (ConsumerRecord<String, String> record : consumer.poll(POLL)) {
                operations.add(
                        LoggedOperation.of(record.partition(), record.offset(), record.timestamp(), record.value()));
            }
        }
        return operations;
    }

    @Override
    public void close() {
        consumer.close();
    }
}
