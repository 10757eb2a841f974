package dev.eventlane.job.deadletter;

import dev.eventlane.core.clickhouse.ClickHouseConnection;
import dev.eventlane.core.operation.EnvelopeCodec;
import dev.eventlane.core.operation.EnvelopeHead;
import dev.eventlane.core.trace.TraceContext;
import dev.eventlane.job.source.SourceRecord;
import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Objects;
import org.apache.flink.connector.jdbc.JdbcConnectionOptions;
import org.apache.flink.connector.jdbc.JdbcExecutionOptions;
import org.apache.flink.connector.jdbc.core.datastream.sink.JdbcSink;

/** Writes dead letters to ClickHouse, for people to look at: the start of each as text. Whole, they are in Kafka.
 * At least once; a repeat is the same row. */
public final class DeadLetterTable {
    private static final int MAX_BATCH = 100;
    private static final int MAX_SHOWN_BYTES = 64 << 10;
    private static final int MAX_INTERVAL_MILLIS = 1_000;
    private static final int MAX_RETRIES = 10;

    private static final String INSERT =
            """
            INSERT INTO dead_letters
            (received_at, reason, detail, kafka_topic, kafka_partition, kafka_offset, record_key, record_value,
             value_truncated, project_id, event_id, operation, operation_id, trace_id)
            VALUES (fromUnixTimestamp64Milli(?, 'UTC'), ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """;

    private DeadLetterTable() {}

    /**
     * The sink.
     *
     * @param target the database that has the table {@code dead_letters}
     * @param sourceTopic the topic that the records came from
     */
    public static JdbcSink<DeadLetter> sink(ClickHouseConnection target, String sourceTopic) {
        return JdbcSink.<DeadLetter>builder()
                .withQueryStatement(INSERT, (statement, letter) -> fill(statement, letter, sourceTopic))
                .withExecutionOptions(JdbcExecutionOptions.builder()
                        .withBatchSize(MAX_BATCH)
                        .withBatchIntervalMs(MAX_INTERVAL_MILLIS)
                        .withMaxRetries(MAX_RETRIES)
                        .build())
                .buildAtLeastOnce(new JdbcConnectionOptions.JdbcConnectionOptionsBuilder()
                        .withUrl("jdbc:clickhouse:" + target.endpoint() + "/" + target.database())
                        .withDriverName("com.clickhouse.jdbc.ClickHouseDriver")
                        .withUsername(target.user())
                        .withPassword(target.password().reveal())
                        .build());
    }

    private static void fill(PreparedStatement statement, DeadLetter letter, String sourceTopic) throws SQLException {
        SourceRecord record = letter.record();
        statement.setLong(1, record.timestamp());
        statement.setString(2, letter.reason().name());
        statement.setString(3, letter.detail());
        statement.setString(4, sourceTopic);
        statement.setInt(5, record.partition());
        statement.setLong(6, record.offset());
        statement.setString(7, text(record.key()));
        statement.setString(8, text(record.value()));
        statement.setBoolean(9, record.value().length > MAX_SHOWN_BYTES);
        EnvelopeHead head = EnvelopeCodec.decodeHead(record.value());
        statement.setString(10, Objects.requireNonNullElse(head.projectId(), ""));
        statement.setObject(11, head.eventId());
        statement.setString(12, Objects.requireNonNullElse(head.operation(), ""));
        statement.setObject(13, head.operationId());
        statement.setString(14, record.trace().map(TraceContext::traceId).orElse(""));
    }

    private static String text(byte[] bytes) {
        return new String(bytes, 0, Math.min(bytes.length, MAX_SHOWN_BYTES), StandardCharsets.UTF_8);
    }
}
