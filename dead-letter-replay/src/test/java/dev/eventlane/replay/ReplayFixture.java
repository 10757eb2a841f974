package dev.eventlane.replay;

import dev.eventlane.core.clickhouse.ClickHouseConnection;
import dev.eventlane.core.config.Secret;
import dev.eventlane.core.migration.Migrator;
import dev.eventlane.localstack.server.ClickHouseServer;
import dev.eventlane.localstack.server.KafkaServer;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.AlterConfigOp.OpType;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A real Kafka and a real ClickHouse, with topics of its own for each test. */
final class ReplayFixture implements AutoCloseable {
    private final KafkaServer kafka;
    private final ClickHouseServer clickHouse;
    private final ClickHouseConnection database;
    private final KafkaProducer<byte[], byte[]> producer;
    private final List<Future<?>> sent = new ArrayList<>();
    private int tests;

    /** What the command printed and how it ended. */
    record Ended(int code, String out, String err) {}

    private ReplayFixture(KafkaServer kafka, ClickHouseServer clickHouse, ClickHouseConnection database) {
        this.kafka = kafka;
        this.clickHouse = clickHouse;
        this.database = database;
        this.producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", kafka.brokers(), "max.request.size", 40 << 20, "buffer.memory", 80L << 20),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    static ReplayFixture start(Path folder) throws SQLException {
        KafkaServer kafka = KafkaServer.start(folder.resolve("kafka"));
        ClickHouseServer clickHouse = ClickHouseServer.start(folder.resolve("clickhouse"));
        ClickHouseConnection database = new ClickHouseConnection(
                URI.create("http://" + clickHouse.host() + ":" + clickHouse.port()),
                "event_analytics",
                clickHouse.adminUser(),
                new Secret(clickHouse.adminPassword()));
        new Migrator(database).migrate();
        return new ReplayFixture(kafka, clickHouse, database);
    }

    /** Begins a test: new topics, nothing shown. */
    void reset() throws SQLException {
        tests++;
        kafka.createTopic(topic(), 3);
        kafka.createTopic(deadLetterTopic(), 1);
        execute("TRUNCATE TABLE dead_letter_replays");
    }

    /** From now on the topic of operations takes no larger records. */
    void limitRecords(int bytes) throws ExecutionException, InterruptedException {
        var limit = new AlterConfigOp(
                new ConfigEntry(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(bytes)), OpType.SET);
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", (Object) kafka.brokers()))) {
            admin.incrementalAlterConfigs(
                            Map.of(new ConfigResource(ConfigResource.Type.TOPIC, topic()), List.of(limit)))
                    .all()
                    .get();
        }
    }

    String brokers() {
        return kafka.brokers();
    }

    ClickHouseServer clickHouse() {
        return clickHouse;
    }

    String topic() {
        return "events-" + tests;
    }

    String deadLetterTopic() {
        return topic() + ".dead-letters";
    }

    /** Writes a dead letter as the job does; it is there when the command runs. */
    void bury(String reason, int partition, long offset, long timestamp, String key, byte[] value) {
        send(deadLetter(reason, partition, offset, timestamp, key, value));
    }

    /** A dead letter as the job writes it. */
    ProducerRecord<byte[], byte[]> deadLetter(
            String reason, int partition, long offset, long timestamp, String key, byte[] value) {
        List<Header> headers = List.of(
                header("reason", reason),
                header("detail", "why"),
                header("topic", topic()),
                header("partition", Integer.toString(partition)),
                header("offset", Long.toString(offset)),
                header("timestamp", Long.toString(timestamp)));
        return new ProducerRecord<>(
                deadLetterTopic(), null, null, key.getBytes(StandardCharsets.UTF_8), value, headers);
    }

    void send(ProducerRecord<byte[], byte[]> record) {
        sent.add(producer.send(record));
    }

    private void awaitSent() {
        try {
            for (Future<?> each : sent) {
                each.get();
            }
            sent.clear();
        } catch (ExecutionException | InterruptedException e) {
            throw new IllegalStateException("a test could not write its dead letters", e);
        }
    }

    Ended run(String... arguments) {
        return run(Map.of(), arguments);
    }

    /** Runs the command with other variables than those of this fixture. */
    Ended run(Map<String, String> variables, String... arguments) {
        return run(variables, new StopRequest(), arguments);
    }

    Ended run(Map<String, String> variables, StopRequest stop, String... arguments) {
        awaitSent();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Map<String, String> environment = new HashMap<>(Map.of(
                "KAFKA_BROKERS", kafka.brokers(),
                "KAFKA_TOPIC", topic(),
                "CLICKHOUSE_HOST", clickHouse.host(),
                "CLICKHOUSE_PORT", Integer.toString(clickHouse.port()),
                "CLICKHOUSE_USER", clickHouse.adminUser(),
                "CLICKHOUSE_PASSWORD", clickHouse.adminPassword()));
        environment.putAll(variables);
        int code = ReplayDeadLetters.execute(
                environment,
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                stop,
                arguments);
        return new Ended(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    /** What the job reads: the records of the topic of operations. */
    List<ConsumerRecord<byte[], byte[]>> operations() {
        return records(topic());
    }

    List<ConsumerRecord<byte[], byte[]>> records(String ofTopic) {
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        try (DeadLetterLog log = DeadLetterLog.open(kafka.brokers(), ofTopic)) {
            log.forEach(records::add);
        }
        return records;
    }

    void execute(String sql) throws SQLException {
        try (Connection connection = database.open();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** What is shown of replays, by offset: {@code offset partition of the replay offset of the replay}. */
    List<String> shown() throws SQLException {
        try (Connection connection = database.open();
                Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery("SELECT concat(toString(toUnixTimestamp64Milli(received_at)), ' ',"
                                + " kafka_topic, ' ', toString(kafka_partition), ' ', toString(kafka_offset), ' -> ',"
                                + " toString(replayed_partition), ' ', toString(replayed_offset)) FROM dead_letter_replays FINAL"
                                + " ORDER BY kafka_offset")) {
            List<String> shown = new ArrayList<>();
            while (rows.next()) {
                shown.add(rows.getString(1));
            }
            return shown;
        }
    }

    static Header header(String name, String value) {
        return new RecordHeader(name, value.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() {
        producer.close();
        clickHouse.close();
        kafka.close();
    }
}
