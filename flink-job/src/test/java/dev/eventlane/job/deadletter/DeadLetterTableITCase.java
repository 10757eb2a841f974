package dev.eventlane.job.deadletter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eventlane.core.clickhouse.ClickHouseConnection;
import dev.eventlane.core.config.Secret;
import dev.eventlane.core.event.EventKey;
import dev.eventlane.core.migration.Migrator;
import dev.eventlane.core.operation.EnvelopeCodec;
import dev.eventlane.core.operation.Operation;
import dev.eventlane.core.trace.TraceContext;
import dev.eventlane.job.clickhouse.ClickHouseExtension;
import dev.eventlane.job.deadletter.DeadLetter.Reason;
import dev.eventlane.job.serial.ImmutableTypeInformation;
import dev.eventlane.job.source.SourceRecord;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class DeadLetterTableITCase {
    @RegisterExtension
    static final ClickHouseExtension CLICKHOUSE = new ClickHouseExtension();

    private static final TraceContext TRACE =
            new TraceContext("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01", "a=1");
    private static final UUID EVENT = UUID.fromString("0195d6a0-0000-7000-8000-000000000001");
    private static final UUID OPERATION = UUID.fromString("0195d6a0-0000-7000-8000-000000000002");
    /** The table forgets what is older than 90 days. */
    private final long time = Instant.now().truncatedTo(ChronoUnit.DAYS).toEpochMilli() + 123;

    @Test
    void a_row_says_what_the_record_tells_of_itself_and_shows_its_start() throws Exception {
        ClickHouseConnection target = new ClickHouseConnection(
                URI.create(CLICKHOUSE.endpoint()),
                ClickHouseExtension.DATABASE,
                CLICKHOUSE.server().adminUser(),
                new Secret(CLICKHOUSE.server().adminPassword()));
        new Migrator(target).migrate();
        byte[] delete = EnvelopeCodec.encode(
                new Operation.Delete(new EventKey("shop", EVENT), OPERATION, Instant.ofEpochMilli(time)));

        write(
                target,
                new DeadLetter(
                        Reason.CREATE_MISSING,
                        "why",
                        new SourceRecord(
                                ("shop/" + EVENT).getBytes(StandardCharsets.UTF_8), delete, 5, 0, time, TRACE)),
                letter(
                        Reason.MALFORMED,
                        1,
                        "",
                        "{\"project_id\":\"shop\", it's \\ broken".getBytes(StandardCharsets.UTF_8)),
                letter(Reason.MALFORMED, 2, "", new byte[] {(byte) 0xff, 0}),
                letter(Reason.MALFORMED, 3, "", "x".repeat(64 << 10).getBytes(StandardCharsets.UTF_8)),
                letter(Reason.MALFORMED, 4, "", "y".repeat((64 << 10) + 1).getBytes(StandardCharsets.UTF_8)));

        assertThat(CLICKHOUSE.query(
                        "SELECT toUnixTimestamp64Milli(received_at), reason, detail, kafka_topic, kafka_partition, kafka_offset,"
                                + " record_key, length(record_value), value_truncated, project_id, event_id, operation,"
                                + " trace_id, operation_id FROM dead_letters ORDER BY kafka_offset"))
                .isEqualTo(
                        """
                        %1$d	CREATE_MISSING	why	events	5	0	shop/%2$s	%3$d	0	shop	%2$s	delete	4bf92f3577b34da6a3ce929d0e0e4736	%4$s
                        %1$d	MALFORMED	why	events	5	1		35	0	shop	\\N			\\N
                        %1$d	MALFORMED	why	events	5	2		4	0		\\N			\\N
                        %1$d	MALFORMED	why	events	5	3		65536	0		\\N			\\N
                        %1$d	MALFORMED	why	events	5	4		65536	1		\\N			\\N"""
                                .formatted(time, EVENT, delete.length, OPERATION));
        assertThat(CLICKHOUSE.query("SELECT record_value FROM dead_letters WHERE kafka_offset = 0 FORMAT TSVRaw"))
                .isEqualTo(new String(delete, StandardCharsets.UTF_8));
    }

    private DeadLetter letter(Reason reason, long offset, String key, byte[] value) {
        return new DeadLetter(
                reason, "why", new SourceRecord(key.getBytes(StandardCharsets.UTF_8), value, 5, offset, time));
    }

    private static void write(ClickHouseConnection target, DeadLetter... letters) throws Exception {
        StreamExecutionEnvironment environment = StreamExecutionEnvironment.getExecutionEnvironment();
        environment.setParallelism(1);
        environment
                .fromData(
                        List.of(letters), ImmutableTypeInformation.of(DeadLetter.class, DeadLetterSerializer.INSTANCE))
                .sinkTo(DeadLetterTable.sink(target, "events"));
        environment.execute();
    }
}
