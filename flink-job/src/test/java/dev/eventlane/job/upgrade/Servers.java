package dev.eventlane.job.upgrade;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.eventlane.core.clickhouse.ClickHouseConnection;
import dev.eventlane.core.config.Secret;
import dev.eventlane.core.config.Settings;
import dev.eventlane.core.migration.Migrator;
import dev.eventlane.job.JobConfig;
import dev.eventlane.localstack.server.ClickHouseServer;
import dev.eventlane.localstack.server.KafkaServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.flink.util.FileUtils;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A real Kafka and a real ClickHouse, with empty topics and tables for each test. */
final class Servers implements BeforeAllCallback, BeforeEachCallback, AfterAllCallback {
    /** Savepoints hold it. */
    private static final String TOPIC = "events";

    private static final String DEAD_LETTER_TOPIC = "events.dead-letters";
    private static final int PARTITIONS = 3;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private Path folder;
    private KafkaServer kafka;
    private ClickHouseServer clickHouse;
    private int databases;

    @Override
    public void beforeAll(ExtensionContext context) throws Exception {
        folder = Files.createTempDirectory("upgrade");
        kafka = KafkaServer.start(folder.resolve("kafka"));
        clickHouse = ClickHouseServer.start(folder.resolve("clickhouse"));
    }

    @Override
    public void beforeEach(ExtensionContext context) throws Exception {
        reset();
    }

    @Override
    public void afterAll(ExtensionContext context) throws Exception {
        if (clickHouse != null) {
            clickHouse.close();
        }
        if (kafka != null) {
            kafka.close();
        }
        FileUtils.deleteDirectory(folder.toFile());
    }

    /** Empty topics and an empty database, migrated as this release does. */
    void reset() throws Exception {
        databases++;
        new Migrator(target()).migrate();
        // The stamps of fixtures are kept: versions are made from them.
        Map<String, String> settings = Map.of("message.timestamp.type", "CreateTime", "retention.ms", "-1");
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.brokers()))) {
            for (String topic : List.of(TOPIC, DEAD_LETTER_TOPIC)) {
                try {
                    admin.deleteTopics(Set.of(topic)).all().get();
                } catch (ExecutionException e) {
                    if (!(e.getCause() instanceof UnknownTopicOrPartitionException)) {
                        throw e;
                    }
                }
            }
            admin.createTopics(List.of(
                            new NewTopic(TOPIC, PARTITIONS, (short) 1).configs(settings),
                            new NewTopic(DEAD_LETTER_TOPIC, 1, (short) 1)))
                    .all()
                    .get();
        }
    }

    /** Writes records, each to where the fixture says. */
    void write(List<KafkaRecord> records) throws Exception {
        Map<String, Object> properties = Map.of("bootstrap.servers", kafka.brokers(), "acks", "all");
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer())) {
            List<Future<RecordMetadata>> written = new ArrayList<>();
            for (KafkaRecord record : records) {
                written.add(producer.send(new ProducerRecord<>(
                        TOPIC,
                        record.partition(),
                        record.timestamp(),
                        record.key().getBytes(StandardCharsets.UTF_8),
                        record.value().getBytes(StandardCharsets.UTF_8))));
            }
            for (int i = 0; i < records.size(); i++) {
                long offset = written.get(i).get().offset();
                if (offset != records.get(i).offset()) {
                    throw new IllegalStateException(
                            "the record \"" + records.get(i).why() + "\" is at offset " + offset + ", the fixture says "
                                    + records.get(i).offset());
                }
            }
        }
    }

    /** The stamps of fixtures are old: a quiet partition would be taken to have been read up to now. */
    JobConfig config(String flushInterval) {
        return config(flushInterval, "1h");
    }

    JobConfig config(String flushInterval, String sourceQuietAfter) {
        ClickHouseConnection target = target();
        return JobConfig.from(Settings.of(Map.of(
                "KAFKA_BROKERS",
                kafka.brokers(),
                "KAFKA_TOPIC",
                TOPIC,
                "CLICKHOUSE_DSN",
                target.endpoint() + "?database=" + target.database() + "&user=" + target.user() + "&password="
                        + target.password().reveal(),
                "FLUSH_INTERVAL",
                flushInterval,
                "SOURCE_QUIET_AFTER",
                sourceQuietAfter)));
    }

    /** The newest row of each event, tombstones too, with the columns of these rows. */
    List<JsonNode> newestEvents(List<JsonNode> like) throws Exception {
        return query(("SELECT %s FROM events ORDER BY project_id, toString(id), version DESC"
                        + " LIMIT 1 BY project_id, conversation_id, id")
                .formatted(columns(like)));
    }

    /** The topic of dead letters by reason: each record's origin, out of its headers, and what it holds. */
    List<JsonNode> deadLetters() {
        Map<String, Object> properties = Map.of("bootstrap.servers", kafka.brokers(), "auto.offset.reset", "earliest");
        try (KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(properties, new StringDeserializer(), new StringDeserializer())) {
            TopicPartition only = new TopicPartition(DEAD_LETTER_TOPIC, 0);
            consumer.assign(List.of(only));
            long end = consumer.endOffsets(List.of(only)).get(only);
            List<JsonNode> letters = new ArrayList<>();
            while (consumer.position(only) < end) {
                consumer.poll(Duration.ofMillis(100)).forEach(record -> letters.add(deadLetter(record)));
            }
            letters.sort(Comparator.comparing(letter -> letter.get("reason").textValue()));
            return letters;
        }
    }

    private static JsonNode deadLetter(ConsumerRecord<String, String> record) {
        return JSON.createObjectNode()
                .put("reason", header(record, "reason"))
                .put("topic", header(record, "topic"))
                .put("partition", Integer.parseInt(header(record, "partition")))
                .put("offset", Integer.parseInt(header(record, "offset")))
                .put("timestamp", Long.parseLong(header(record, "timestamp")))
                .put("key", record.key())
                .put("value", record.value());
    }

    private static String header(ConsumerRecord<String, String> record, String name) {
        return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }

    private static String columns(List<JsonNode> rows) {
        List<String> names = new ArrayList<>();
        rows.get(0).fieldNames().forEachRemaining(names::add);
        return String.join(", ", names);
    }

    private List<JsonNode> query(String sql) throws Exception {
        ClickHouseConnection target = target();
        String credentials = target.user() + ":" + target.password().reveal();
        HttpResponse<String> answer = http.send(
                HttpRequest.newBuilder(target.endpoint().resolve("/?database=" + target.database()))
                        .header(
                                "Authorization",
                                "Basic "
                                        + Base64.getEncoder()
                                                .encodeToString(credentials.getBytes(StandardCharsets.UTF_8)))
                        .POST(HttpRequest.BodyPublishers.ofString(sql + " FORMAT JSONEachRow"))
                        .build(),
                BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IllegalStateException("ClickHouse answered " + answer.body() + " to " + sql);
        }
        List<JsonNode> rows = new ArrayList<>();
        for (String line : answer.body().lines().toList()) {
            rows.add(JSON.readTree(line));
        }
        return rows;
    }

    private ClickHouseConnection target() {
        return new ClickHouseConnection(
                URI.create("http://" + clickHouse.host() + ":" + clickHouse.port()),
                "upgrade_" + databases,
                clickHouse.adminUser(),
                new Secret(clickHouse.adminPassword()));
    }
}
