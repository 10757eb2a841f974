package dev.eventlane.ingest;

import static org.awaitility.Awaitility.await;

import dev.eventlane.core.config.Settings;
import dev.eventlane.core.operation.EnvelopeCodec;
import dev.eventlane.core.operation.Operation;
import dev.eventlane.localstack.server.KafkaServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** A front door on a real broker, and a reader of what it wrote there. */
final class IngestFixture implements AutoCloseable {
    private static final Duration BOUND = Duration.ofSeconds(30);
    private static final int PARTITIONS = 2;

    private final KafkaServer kafka;
    private final String topic;
    private final IngestServer server;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private IngestFixture(KafkaServer kafka, String topic, IngestServer server) {
        this.kafka = kafka;
        this.topic = topic;
        this.server = server;
    }

    /** Starts the front door with these variables beside those of its surroundings, and waits until it takes writes. */
    static IngestFixture start(KafkaServer kafka, String topic, Map<String, String> variables) {
        return start(kafka, topic, variables, "none");
    }

    /** The same where API keys are configured, of which this one may write. */
    static IngestFixture start(KafkaServer kafka, String topic, Map<String, String> variables, String apiKey) {
        kafka.createTopic(topic, PARTITIONS);
        Map<String, String> environment = new HashMap<>(Map.of(
                "HTTP_PORT",
                "0",
                "KAFKA_BROKERS",
                kafka.brokers(),
                "KAFKA_TOPIC",
                topic,
                "ANALYTICS_URL",
                "http://127.0.0.1:1",
                "SHUTDOWN_GRACE",
                "0s"));
        environment.putAll(variables);
        IngestFixture fixture =
                new IngestFixture(kafka, topic, IngestServer.start(IngestConfig.from(Settings.of(environment))));
        await().atMost(BOUND)
                .until(() ->
                        fixture.send("DELETE", "/event/00000000-0000-7000-8000-000000000000", null, "X-API-Key", apiKey)
                                        .statusCode()
                                == 202);
        return fixture;
    }

    URI uri(String path) {
        return URI.create("http://127.0.0.1:" + server.port() + path);
    }

    HttpResponse<String> send(String method, String path, String json, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri(path))
                .timeout(BOUND)
                .method(method, json == null ? BodyPublishers.noBody() : BodyPublishers.ofString(json));
        if (json != null) {
            request.header("Content-Type", "application/json");
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(request.build());
    }

    /** A POST of these bytes. */
    HttpResponse<String> post(String path, String contentType, byte[] body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri(path))
                .timeout(BOUND)
                .header("Content-Type", contentType)
                .POST(BodyPublishers.ofByteArray(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(request.build());
    }

    /** As {@link #send}, without waiting for the answer. */
    CompletableFuture<HttpResponse<String>> sendLater(String method, String path, String json) {
        return http.sendAsync(
                HttpRequest.newBuilder(uri(path))
                        .timeout(BOUND)
                        .header("Content-Type", "application/json")
                        .method(method, BodyPublishers.ofString(json))
                        .build(),
                BodyHandlers.ofString());
    }

    HttpResponse<String> send(HttpRequest request) {
        try {
            return http.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Every operation that the topic holds now, in the order of each partition. */
    List<Operation> operations() throws Exception {
        List<Operation> operations = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> record : records()) {
            operations.add(EnvelopeCodec.decode(record.value()));
        }
        return operations;
    }

    /** How many operations the topic holds now. */
    long count() {
        try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
            return consumer.endOffsets(partitions(consumer)).values().stream()
                    .mapToLong(Long::longValue)
                    .sum();
        }
    }

    /** Every record that the topic holds now, in the order of each partition. */
    List<ConsumerRecord<byte[], byte[]>> records() {
        try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
            List<TopicPartition> partitions = partitions(consumer);
            consumer.assign(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
            while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
                consumer.poll(Duration.ofMillis(100)).forEach(records::add);
            }
            return records;
        }
    }

    private KafkaConsumer<byte[], byte[]> consumer() {
        Map<String, Object> properties = Map.of("bootstrap.servers", kafka.brokers(), "auto.offset.reset", "earliest");
        return new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    private List<TopicPartition> partitions(KafkaConsumer<byte[], byte[]> consumer) {
        return consumer.partitionsFor(topic).stream()
                .map(info -> new TopicPartition(topic, info.partition()))
                .toList();
    }

    @Override
    public void close() {
        server.close();
    }
}
