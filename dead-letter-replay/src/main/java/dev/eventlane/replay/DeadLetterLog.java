package dev.eventlane.replay;

import dev.eventlane.replay.Entry.Position;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.InvalidOffsetException;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Reads the topic of dead letters: all of it, or single records. Sees no note of a replay that was broken off. Not thread-safe.
 */
final class DeadLetterLog implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    /** Bounds what is held in memory; a single record may be larger. */
    private static final int FETCH_BYTES = 8 << 20;

    private final String brokers;
    private final String topic;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Map<Position, ConsumerRecord<byte[], byte[]>> fetched = new HashMap<>();

    private DeadLetterLog(String brokers, String topic, KafkaConsumer<byte[], byte[]> consumer) {
        this.brokers = brokers;
        this.topic = topic;
        this.consumer = consumer;
    }

    /**
     * Opens the topic.
     *
     * @throws ReplayException if Kafka does not answer, or has no such topic
     */
    static DeadLetterLog open(String brokers, String topic) {
        DeadLetterLog log = new DeadLetterLog(brokers, topic, consumer(brokers));
        try {
            log.require();
            return log;
        } catch (ReplayException e) {
            log.close();
            throw e;
        }
    }

    private static KafkaConsumer<byte[], byte[]> consumer(String brokers) {
        Map<String, Object> properties = Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                brokers,
                ConsumerConfig.CLIENT_ID_CONFIG,
                "dead-letter-replay",
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                "read_committed",
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "none",
                ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
                false,
                ConsumerConfig.FETCH_MAX_BYTES_CONFIG,
                FETCH_BYTES,
                ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG,
                FETCH_BYTES,
                ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                Math.toIntExact(PATIENCE.toMillis()));
        try {
            return new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        } catch (KafkaException e) {
            // The client wraps what is wrong with the addresses.
            Throwable wrong = e.getCause() == null ? e : e.getCause();
            throw new ReplayException("KAFKA_BROKERS is \"" + brokers + "\": " + wrong.getMessage(), e);
        }
    }

    private void require() {
        if (partitions().isEmpty()) {
            throw new ReplayException(
                    "there is no topic " + topic + " at " + brokers
                            + ": set KAFKA_DEAD_LETTER_TOPIC, or KAFKA_TOPIC, to what the job has",
                    null);
        }
    }

    private List<TopicPartition> partitions() {
        try {
            return consumer.partitionsFor(topic).stream()
                    .map(partition -> new TopicPartition(topic, partition.partition()))
                    .toList();
        } catch (KafkaException e) {
            throw unreadable(e);
        }
    }

    /** Hands on every record, from the first to the one that is the last now, partition by partition in order. */
    void forEach(Consumer<ConsumerRecord<byte[], byte[]>> reader) {
        List<TopicPartition> partitions = partitions();
        try {
            consumer.assign(partitions);
            readTo(consumer.endOffsets(partitions), reader);
        } catch (InvalidOffsetException e) {
            throw new ReplayException(
                    "records of " + topic + " were deleted while it was read: run the command again", e);
        } catch (KafkaException e) {
            throw unreadable(e);
        }
    }

    private void readTo(Map<TopicPartition, Long> ends, Consumer<ConsumerRecord<byte[], byte[]>> reader) {
        consumer.seekToBeginning(ends.keySet());
        long waitUntil = System.nanoTime() + PATIENCE.toNanos();
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
            for (ConsumerRecord<byte[], byte[]> record : records) {
                if (record.offset() < ends.get(new TopicPartition(topic, record.partition()))) {
                    reader.accept(record);
                }
            }
            if (!records.isEmpty()) {
                waitUntil = System.nanoTime() + PATIENCE.toNanos();
            } else if (System.nanoTime() > waitUntil) {
                throw unreadable(null);
            }
        }
    }

    /** One record; fastest in the order in which they lie there. */
    ConsumerRecord<byte[], byte[]> at(Position position) {
        ConsumerRecord<byte[], byte[]> record = fetched.get(position);
        if (record == null) {
            fetch(position);
            record = fetched.get(position);
        }
        if (record == null) {
            throw gone(position, null);
        }
        return record;
    }

    private void fetch(Position position) {
        fetched.clear();
        TopicPartition partition = new TopicPartition(topic, position.partition());
        try {
            if (!consumer.assignment().equals(Set.of(partition))) {
                consumer.assign(List.of(partition));
            }
            if (consumer.position(partition) != position.offset()) {
                consumer.seek(partition, position.offset());
            }
            long waitUntil = System.nanoTime() + PATIENCE.toNanos();
            while (fetched.isEmpty()) {
                consumer.poll(POLL)
                        .forEach(record -> fetched.put(new Position(record.partition(), record.offset()), record));
                if (System.nanoTime() > waitUntil) {
                    throw unreadable(null);
                }
            }
        } catch (InvalidOffsetException e) {
            throw gone(position, e);
        } catch (KafkaException e) {
            throw unreadable(e);
        }
    }

    private ReplayException gone(Position position, Exception cause) {
        return new ReplayException(
                "the dead letter at offset " + position.offset() + " of partition " + position.partition() + " of "
                        + topic + " was deleted meanwhile: run the command again for the rest",
                cause);
    }

    private ReplayException unreadable(Exception cause) {
        String why = cause == null ? "no answer within " + PATIENCE.toSeconds() + " s" : cause.getMessage();
        return new ReplayException("topic " + topic + " at " + brokers + " cannot be read: " + why, cause);
    }

    @Override
    public void close() {
        consumer.close();
    }
}
