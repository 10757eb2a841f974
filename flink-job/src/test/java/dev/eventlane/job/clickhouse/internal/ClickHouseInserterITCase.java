package dev.eventlane.job.clickhouse.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.eventlane.job.clickhouse.ClickHouseExtension;
import dev.eventlane.job.clickhouse.ConnectionOptions;
import dev.eventlane.job.clickhouse.RowBinaryOutput;
import dev.eventlane.job.clickhouse.Table;
import dev.eventlane.job.clickhouse.internal.InsertOutcome.Failure;
import dev.eventlane.job.clickhouse.internal.InsertOutcome.Kind;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ClickHouseInserterITCase {

    @RegisterExtension
    static final ClickHouseExtension CLICKHOUSE = new ClickHouseExtension();

    @Test
    void every_type_is_read_back_as_written() throws Exception {
        CLICKHOUSE.query(
                "CREATE TABLE types (u8 UInt8, u16 UInt16, u32 UInt32, u64 UInt64, i8 Int8, i16 Int16, i32 Int32,"
                        + " i64 Int64, f32 Float32, f64 Float64, s String, b String, lc LowCardinality(String), id UUID,"
                        + " t DateTime64(3, 'UTC'), d Date, n Nullable(Float32), nn Nullable(String), a Array(Float32),"
                        + " fs FixedString(4), ok Bool, m Map(String, String), e Enum8('y' = -2, 'x' = 1))"
                        + " ENGINE = MergeTree ORDER BY u8");
        Table table = Table.of(
                "types",
                "u8",
                "UInt8",
                "u16",
                "UInt16",
                "u32",
                "UInt32",
                "u64",
                "UInt64",
                "i8",
                "Int8",
                "i16",
                "Int16",
                "i32",
                "Int32",
                "i64",
                "Int64",
                "f32",
                "Float32",
                "f64",
                "Float64",
                "s",
                "String",
                "b",
                "String",
                "lc",
                "LowCardinality(String)",
                "id",
                "UUID",
                "t",
                "DateTime64(3, 'UTC')",
                "d",
                "Date",
                "n",
                "Nullable(Float32)",
                "nn",
                "Nullable(String)",
                "a",
                "Array(Float32)",
                "fs",
                "FixedString(4)",
                "ok",
                "Bool",
                "m",
                "Map(String, String)",
                "e",
                "Enum8('y' = -2, 'x' = 1)");

        InsertOutcome outcome = insert(table, 1, "token-types", (row, out) -> {
            out.writeUInt8(255);
            out.writeUInt16(65_535);
            out.writeUInt32(4_294_967_295L);
            out.writeUInt64(-1);
            out.writeInt8(-128);
            out.writeInt16(-32_768);
            out.writeInt32(Integer.MIN_VALUE);
            out.writeInt64(Long.MIN_VALUE);
            out.writeFloat32(1.5f);
            out.writeFloat64(-2.25);
            out.writeString("schön 😀");
            out.writeString("bytes".getBytes(StandardCharsets.UTF_8));
            out.writeString("low");
            out.writeUuid(UUID.fromString("00112233-4455-6677-8899-aabbccddeeff"));
            out.writeDateTime64(1_700_000_000_123L);
            out.writeDate(LocalDate.of(2149, 6, 6));
            out.writeNull();
            out.writeNotNull();
            out.writeString("there");
            out.writeFloat32Array(new float[] {0.5f, -1});
            out.writeFixedString(new byte[] {'a', 'b', 'c', 'd'}, 4);
            out.writeBool(true);
            out.writeLength(1);
            out.writeString("k");
            out.writeString("v");
            out.writeInt8(-2);
        });

        assertThat(outcome).isEqualTo(new InsertOutcome.Done());
        assertThat(CLICKHOUSE.query("SELECT * FROM types"))
                .isEqualTo("255\t65535\t4294967295\t18446744073709551615\t-128\t-32768\t-2147483648"
                        + "\t-9223372036854775808\t1.5\t-2.25\tschön 😀\tbytes\tlow"
                        + "\t00112233-4455-6677-8899-aabbccddeeff\t2023-11-14 22:13:20.123\t2149-06-06\t\\N\tthere"
                        + "\t[0.5,-1]\tabcd\ttrue\t{'k':'v'}\ty");
    }

    @Test
    void a_large_batch_is_one_part_and_rows_over_many_months_are_taken() throws Exception {
        CLICKHOUSE.query("CREATE TABLE one_part (n UInt32) ENGINE = MergeTree ORDER BY n");
        CLICKHOUSE.query(
                "CREATE TABLE months (n UInt32, d Date) ENGINE = MergeTree PARTITION BY toYYYYMM(d) ORDER BY n");

        insert(Table.of("one_part", "n", "UInt32"), 300_000, "token-part", (row, out) -> out.writeUInt32(row));
        InsertOutcome months =
                insert(Table.of("months", "n", "UInt32", "d", "Date"), 150, "token-months", (row, out) -> {
                    out.writeUInt32(row);
                    out.writeDate(LocalDate.of(2000, 1, 1).plusMonths(row));
                });

        assertThat(CLICKHOUSE.query("SELECT count(), sum(n) FROM one_part")).isEqualTo("300000\t44999850000");
        assertThat(CLICKHOUSE.query("SELECT count() FROM system.parts WHERE table = 'one_part' AND level = 0"))
                .isEqualTo("1");
        assertThat(months).isEqualTo(new InsertOutcome.Done());
        assertThat(CLICKHOUSE.query("SELECT count(), uniq(toYYYYMM(d)) FROM months"))
                .isEqualTo("150\t150");
    }

    @Test
    void the_same_token_stores_once_and_a_fresh_one_again() throws Exception {
        CLICKHOUSE.query("CREATE TABLE tokens (n UInt32) ENGINE = MergeTree ORDER BY n"
                + " SETTINGS non_replicated_deduplication_window = 1000");
        Table table = Table.of("tokens", "n", "UInt32");

        insert(table, 3, "token-a", (row, out) -> out.writeUInt32(row));
        insert(table, 3, "token-a", (row, out) -> out.writeUInt32(row));
        assertThat(CLICKHOUSE.query("SELECT count() FROM tokens")).isEqualTo("3");

        insert(table, 3, "token-b", (row, out) -> out.writeUInt32(row));
        assertThat(CLICKHOUSE.query("SELECT count() FROM tokens")).isEqualTo("6");
    }

    @Test
    void a_schema_that_does_not_fit_is_refused_and_nothing_stored() throws Exception {
        CLICKHOUSE.query("CREATE TABLE strict (id UInt32, name String) ENGINE = MergeTree ORDER BY id");

        assertRefused(refusal(Table.of("strict", "id", "UInt64")), 117, "Type of 'id' must be UInt32, not UInt64");
        assertRefused(refusal(Table.of("strict", "id", "UInt32", "age", "UInt32")), 117, "'age'");
        assertRefused(refusal(Table.of("strict", "id", "Uint")), 50, "Unknown data type family: Uint");
        assertRefused(refusal(Table.of("nowhere", "id", "UInt32")), 60, "nowhere does not exist");
        assertRefused(
                insert(Table.of("strict", "id", "UInt32", "name", "String"), 1, "t", (row, out) -> out.writeUInt32(1)),
                32,
                "Attempt to read after eof");
        assertThat(CLICKHOUSE.query("SELECT count() FROM strict")).isEqualTo("0");
    }

    @Test
    void a_violated_constraint_is_told_without_the_values() throws Exception {
        CLICKHOUSE.query("CREATE TABLE bound (n UInt32, CONSTRAINT small CHECK n < 10) ENGINE = MergeTree ORDER BY n");

        InsertOutcome outcome =
                insert(Table.of("bound", "n", "UInt32"), 1, "token", (row, out) -> out.writeUInt32(987_654));

        assertRefused(outcome, 469, "small");
        assertThat(outcome.toString()).doesNotContain("987654");
    }

    @Test
    void a_name_is_quoted_and_never_read_as_sql() throws Exception {
        CLICKHOUSE.query("CREATE TABLE `odd``; DROP TABLE x` (n UInt32) ENGINE = MergeTree ORDER BY n");

        insert(Table.of("odd`; DROP TABLE x", "n", "UInt32"), 1, "token-odd", (row, out) -> out.writeUInt32(row));

        assertThat(CLICKHOUSE.query("SELECT count() FROM `odd``; DROP TABLE x`"))
                .isEqualTo("1");
    }

    @Test
    void a_wrong_password_is_refused() throws Exception {
        ConnectionOptions right = CLICKHOUSE.connection();
        ConnectionOptions wrong = new ConnectionOptions(
                right.endpoint(),
                right.database(),
                right.user(),
                "wrong",
                right.connectTimeout(),
                right.requestTimeout(),
                Map.of());

        InsertOutcome outcome =
                insert(wrong, Table.of("t", "n", "UInt32"), 1, "token", (row, out) -> out.writeUInt32(row));

        assertRefused(outcome, 516, "Authentication failed");
    }

    @Test
    void codes_bear_the_names_that_the_server_gives_them() {
        for (KnownServerError error : KnownServerError.values()) {
            assertThat(CLICKHOUSE.query("SELECT errorCodeToName(" + error.code + ")"))
                    .isEqualTo(error.name());
        }
    }

    private static InsertOutcome refusal(Table table) throws Exception {
        return insert(table, 1, "token", (row, out) -> table.columns().forEach(column -> out.writeUInt32(row)));
    }

    private static void assertRefused(InsertOutcome outcome, int code, String message) {
        assertThat(outcome).asInstanceOf(type(Failure.class)).satisfies(failure -> {
            assertThat(failure.kind()).isEqualTo(Kind.REFUSED);
            assertThat(failure.code()).isEqualTo(code);
            assertThat(failure.message()).contains(message);
        });
    }

    private static InsertOutcome insert(
            Table table, int rows, String token, BiConsumer<Integer, RowBinaryOutput> encoder) throws Exception {
        return insert(CLICKHOUSE.connection(), table, rows, token, encoder);
    }

    private static InsertOutcome insert(
            ConnectionOptions connection,
            Table table,
            int rows,
            String token,
            BiConsumer<Integer, RowBinaryOutput> encoder)
            throws Exception {
        try (ClickHouseInserter inserter = new ClickHouseInserter(connection)) {
            return inserter.insert(FrozenRows.of(table, rows, encoder), token);
        }
    }
}
