package dev.eventlane.benchmark.frontdoor;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** What Kafka has of a topic. */
final class Topic implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(200);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final List<TopicPartition> partitions;

    Topic(String brokers, String name) {
        this.consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", brokers, "auto.offset.reset", "earliest"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        this.partitions = consumer.partitionsFor(name).stream()
                .map(info -> new TopicPartition(name, info.partition()))
                .toList();
        consumer.assign(partitions);
    }

    /** How many records it holds. */
    long count() {
        return ends().values().stream().mapToLong(Long::longValue).sum();
    }

    Map<TopicPartition, Long> ends() {
        return consumer.endOffsets(partitions);
    }

    /** The IDs of the events of all records from there on. */
    Set<String> eventIdsSince(Map<TopicPartition, Long> starts) throws IOException {
        ObjectMapper json = new ObjectMapper();
        Map<TopicPartition, Long> ends = ends();
        starts.forEach(consumer::seek);
        Set<String> ids = new HashSet<>();
        while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                ids.add(json.readTree(record.value()).get("event_id").asText());
            }
        }
        return ids;
    }

    @Override
    public void close() {
        consumer.close();
    }
}
