package dev.eventlane.ingest.abuse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eventlane.core.operation.EnvelopeCodec;
import dev.eventlane.localstack.server.KafkaServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever is sent: no 5xx but 503, no hang, no answer to another's request, no memory kept. {@code -Dfuzz.requests=200000} makes it
 * long; {@code -Dfuzz.seed=… -Dfuzz.connection=…} sends again what a failure names.
 */
class FuzzITCase {
    private static final long REQUESTS = Long.getLong("fuzz.requests", 10_000);
    private static final Integer CONNECTION = Integer.getInteger("fuzz.connection");
    /** Classes are loaded, code is compiled, pools are filled: what is kept after that is kept for each request. */
    private static final long WARM_UP = 3_000;

    private static final long MOST_KEPT_BYTES = 12 << 20;

    @TempDir
    static Path folder;

    private static KafkaServer kafka;

    @BeforeAll
    static void start() {
        kafka = KafkaServer.start(folder);
    }

    @AfterAll
    static void stop() {
        kafka.close();
    }

    @Test
    void whatever_is_sent_is_answered_or_refused_and_leaves_nothing_behind() throws Exception {
        long seed = Fuzz.seed();
        try (IngestProcess server = IngestProcess.start(kafka, "fuzz", folder, Map.of("ACCESS_LOG", "all"))) {
            RouteFuzzer fuzzer = new RouteFuzzer(server, seed);
            if (CONNECTION != null) {
                fuzzer.replay(CONNECTION);
                assertThat(fuzzer.findings()).isEmpty();
                return;
            }
            fuzzer.run(WARM_UP);
            long before = server.liveHeapBytes();
            long directBefore = server.directBytes();
            fuzzer.run(REQUESTS);
            long after = server.liveHeapBytes();
            long directAfter = server.directBytes();
            System.out.printf(
                    "%d requests answered: %s; live heap %d KiB, then %d KiB; direct buffers %d KiB, then %d KiB%n",
                    fuzzer.answered(),
                    fuzzer.answers(),
                    before >> 10,
                    after >> 10,
                    directBefore >> 10,
                    directAfter >> 10);

            assertThat(fuzzer.findings()).isEmpty();
            // A fuzzer that is refused everything finds nothing.
            assertThat(fuzzer.answers().get("202")).isGreaterThan(REQUESTS / 50);
            assertThat(after - before).isLessThan(MOST_KEPT_BYTES);
            assertThat(directAfter - directBefore).isLessThan(MOST_KEPT_BYTES);
            assertThat(server.output()).doesNotContain(" ERROR ", "OutOfMemory");
            assertThat(server.status("DELETE", "/event/0195d6a0-0000-7000-8000-00000000000a"))
                    .isEqualTo(202);
        }
        assertEveryRecordIsAnOperation();
    }

    private static void assertEveryRecordIsAnOperation() throws Exception {
        Map<String, Object> properties = Map.of("bootstrap.servers", kafka.brokers(), "auto.offset.reset", "earliest");
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = List.of(new TopicPartition("fuzz", 0), new TopicPartition("fuzz", 1));
            consumer.assign(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(100))) {
                    EnvelopeCodec.decode(record.value());
                }
            }
        }
    }
}
