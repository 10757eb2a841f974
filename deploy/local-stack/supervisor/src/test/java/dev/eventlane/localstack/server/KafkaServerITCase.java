package dev.eventlane.localstack.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.eventlane.localstack.process.Loopback;
import dev.eventlane.localstack.service.KafkaBroker;
import dev.eventlane.localstack.service.Topic;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KafkaServerITCase {
    @TempDir
    Path folder;

    @Test
    void what_was_acknowledged_is_there_after_a_kill() throws Exception {
        try (KafkaServer kafka = KafkaServer.start(folder)) {
            kafka.createTopic("events", 2);
            kafka.createTopic("events", 2);
            try (KafkaProducer<String, String> producer = producer(kafka)) {
                producer.send(new ProducerRecord<>("events", 1, "key", "before"))
                        .get(10, TimeUnit.SECONDS);

                kafka.kill();
                kafka.restart();

                producer.send(new ProducerRecord<>("events", 1, "key", "after")).get(30, TimeUnit.SECONDS);
            }
            assertThat(read(kafka, new TopicPartition("events", 1))).containsExactly("before", "after");
        }
    }

    @Test
    void the_largest_operation_and_its_dead_letter_fit_also_on_topics_of_an_earlier_release() throws Exception {
        try (KafkaServer kafka = KafkaServer.start(folder);
                Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.brokers()))) {
            NewTopic small = new NewTopic("dead", 1, (short) 1).configs(Map.of("max.message.bytes", "1000"));
            admin.createTopics(List.of(small)).all().get(10, TimeUnit.SECONDS);
            await().atMost(Duration.ofSeconds(10))
                    .until(() -> admin.listTopics().names().get().contains("dead"));
            KafkaBroker broker = kafka.broker();
            broker.createTopics(List.of(Topic.ofOperations("events", 1), Topic.ofDeadLetters("dead")));
            try (KafkaProducer<String, byte[]> producer = largeProducer(kafka)) {
                producer.send(new ProducerRecord<>("events", new byte[(36 << 20) - 1000]))
                        .get(30, TimeUnit.SECONDS);
                producer.send(new ProducerRecord<>("dead", new byte[(40 << 20) - 1000]))
                        .get(30, TimeUnit.SECONDS);
            }
        }
    }

    private static KafkaProducer<String, byte[]> largeProducer(KafkaServer kafka) {
        return new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers",
                        kafka.brokers(),
                        "acks",
                        "all",
                        "max.request.size",
                        64 << 20,
                        "buffer.memory",
                        128 << 20),
                new StringSerializer(),
                new ByteArraySerializer());
    }

    @Test
    void a_paused_broker_answers_when_it_runs_on_and_close_ends_it() throws Exception {
        KafkaServer kafka = KafkaServer.start(folder);
        long pid = kafka.pid();
        kafka.createTopic("events", 1);
        try (KafkaProducer<String, String> producer = producer(kafka)) {
            producer.send(new ProducerRecord<>("events", "first")).get(10, TimeUnit.SECONDS);
            kafka.pause();
            Future<RecordMetadata> held = producer.send(new ProducerRecord<>("events", "second"));
            await().during(Duration.ofMillis(500)).atMost(Duration.ofSeconds(2)).until(() -> !held.isDone());
            kafka.resume();
            assertThat(held.get(30, TimeUnit.SECONDS).offset()).isEqualTo(1);
        }
        kafka.pause();
        kafka.close();

        assertThat(ProcessHandle.of(pid).filter(ProcessHandle::isAlive)).isEmpty();
        assertThat(folder.resolve("logs/kafka.log")).isNotEmptyFile();
        int port = Integer.parseInt(kafka.brokers().substring(kafka.brokers().indexOf(':') + 1));
        assertThat(Loopback.accepts(Loopback.HOST, port)).isFalse();
    }

    private static KafkaProducer<String, String> producer(KafkaServer kafka) {
        return new KafkaProducer<>(
                Map.of("bootstrap.servers", kafka.brokers(), "acks", "all"),
                new StringSerializer(),
                new StringSerializer());
    }

    private static List<String> read(KafkaServer kafka, TopicPartition partition) {
        try (KafkaConsumer<String, String> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", kafka.brokers(), "auto.offset.reset", "earliest"),
                new StringDeserializer(),
                new StringDeserializer())) {
            consumer.assign(List.of(partition));
            return StreamSupport.stream(consumer.poll(Duration.ofSeconds(10)).spliterator(), false)
                    .map(record -> record.value())
                    .toList();
        }
    }
}
