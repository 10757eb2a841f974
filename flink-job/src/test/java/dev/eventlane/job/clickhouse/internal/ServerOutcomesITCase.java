package dev.eventlane.job.clickhouse.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;
import static org.awaitility.Awaitility.await;

import dev.eventlane.job.clickhouse.ClickHouseExtension;
import dev.eventlane.job.clickhouse.ConnectionOptions;
import dev.eventlane.job.clickhouse.InsertRefusedException;
import dev.eventlane.job.clickhouse.RetryBackoff;
import dev.eventlane.job.clickhouse.SinkMetricNames;
import dev.eventlane.job.clickhouse.Table;
import dev.eventlane.job.clickhouse.internal.InsertOutcome.Failure;
import dev.eventlane.job.clickhouse.internal.InsertOutcome.Kind;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.JobID;
import org.apache.flink.metrics.testutils.MetricListener;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the sink answers to a real server that refuses, is short of something, or dies. */
@Timeout(60)
class ServerOutcomesITCase {

    @RegisterExtension
    static final ClickHouseExtension CLICKHOUSE = new ClickHouseExtension();

    private final MetricListener metrics = new MetricListener();

    @ParameterizedTest
    @CsvSource({
        "too_many_parts, 252, 'parts_to_delay_insert = 1, parts_to_throw_insert = 1'",
        "no_space, 243, min_free_disk_bytes_to_perform_insert = 1000000000000000",
        "read_only_table, 774, table_readonly = 1",
    })
    void a_table_that_takes_no_rows_for_now_gets_them_later(String table, int code, String setting) throws Exception {
        CLICKHOUSE.query("CREATE TABLE " + table + " (n UInt32) ENGINE = MergeTree ORDER BY n");
        CLICKHOUSE.query("SYSTEM STOP MERGES " + table);
        CLICKHOUSE.query("INSERT INTO " + table + " VALUES (100)");
        CLICKHOUSE.query("ALTER TABLE " + table + " MODIFY SETTING " + setting);
        assertThat(attempt(CLICKHOUSE.connection(), table)).satisfies(failure -> {
            assertThat(failure.kind()).isEqualTo(Kind.TURNED_AWAY);
            assertThat(failure.code()).isEqualTo(code);
        });

        CompletableFuture<Void> insert = insertUntilDone(CLICKHOUSE.connection(), table);
        await().until(() -> counter(SinkMetricNames.TURNED_AWAY_INSERTS) > Patience.UNEXPLAINED_ANSWERS);
        assertThat(insert).isNotDone();
        String names = setting.replaceAll(" = \\d+", "");
        CLICKHOUSE.query("ALTER TABLE " + table + " RESET SETTING " + names);
        insert.get(20, TimeUnit.SECONDS);

        assertThat(CLICKHOUSE.query("SELECT n FROM " + table + " ORDER BY n")).isEqualTo("0\n1\n2\n100");
        assertThat(counter(SinkMetricNames.INSERTED_ROWS)).isEqualTo(3);
    }

    @ParameterizedTest
    @CsvSource({
        "max_memory_usage, 1000, 241, MEMORY_LIMIT_EXCEEDED",
        "readonly, 1, 164, READONLY",
    })
    void a_limit_of_the_user_is_taken_for_one_that_passes(String setting, String value, int code, String name)
            throws Exception {
        CLICKHOUSE.query("CREATE OR REPLACE TABLE limited (n UInt32) ENGINE = MergeTree ORDER BY n");

        Failure failure = attempt(with(Map.of("max_untracked_memory", "0", setting, value)), "limited");

        assertThat(failure.kind()).isEqualTo(Kind.TURNED_AWAY);
        assertThat(failure.code()).isEqualTo(code);
        assertThat(failure.message()).startsWith(name + ": ");
        assertThat(CLICKHOUSE.query("SELECT count() FROM limited")).isEqualTo("0");
    }

    @Test
    void a_user_without_the_right_is_told_which_table_and_what_to_do() {
        CLICKHOUSE.query("CREATE TABLE forbidden (n UInt32) ENGINE = MergeTree ORDER BY n");
        ConnectionOptions all = CLICKHOUSE.connection();
        ConnectionOptions reader = new ConnectionOptions(
                all.endpoint(),
                all.database(),
                CLICKHOUSE.server().apiUser(),
                CLICKHOUSE.server().apiPassword(),
                all.connectTimeout(),
                all.requestTimeout(),
                Map.of());

        assertThatThrownBy(() -> insertUntilDone(reader, "forbidden").join())
                .isInstanceOf(CompletionException.class)
                .cause()
                .asInstanceOf(type(InsertRefusedException.class))
                .satisfies(refusal -> {
                    assertThat(refusal.table()).isEqualTo("forbidden");
                    assertThat(refusal.code()).isEqualTo(497);
                    assertThat(refusal)
                            .hasMessageContaining("Not enough privileges")
                            .hasMessageContaining("the INSERT right on the table");
                });
        assertThat(counter(SinkMetricNames.REFUSED_INSERTS)).isEqualTo(1);
    }

    @Test
    void a_server_that_is_killed_in_the_middle_of_an_insert_gets_the_rows_again() throws Exception {
        CLICKHOUSE.query(
                "CREATE TABLE slow (n UInt32, slow UInt8 MATERIALIZED sleep(1.5)) ENGINE = MergeTree ORDER BY n");

        CompletableFuture<Void> insert = insertUntilDone(CLICKHOUSE.connection(), "slow");
        await().until(() -> CLICKHOUSE
                .query("SELECT count() FROM system.processes WHERE query LIKE 'INSERT%slow%'")
                .equals("1"));
        CLICKHOUSE.server().kill();
        await().until(() -> counter(SinkMetricNames.UNREACHABLE_INSERTS) > 0);
        CLICKHOUSE.server().restart();
        insert.get(30, TimeUnit.SECONDS);

        assertThat(CLICKHOUSE.query("SELECT n FROM slow ORDER BY n")).isEqualTo("0\n1\n2");
        assertThat(counter(SinkMetricNames.AMBIGUOUS_INSERTS)).isEqualTo(1);
    }

    @Test
    void an_insert_that_is_killed_by_hand_is_repeated() throws Exception {
        CLICKHOUSE.query("CREATE TABLE cut (n UInt32, slow UInt8 MATERIALIZED sleep(1)) ENGINE = MergeTree ORDER BY n");

        CompletableFuture<Void> insert = insertUntilDone(CLICKHOUSE.connection(), "cut");
        await().until(() -> !CLICKHOUSE
                .query("KILL QUERY WHERE query LIKE 'INSERT%cut%' AND query NOT LIKE 'KILL%' SYNC")
                .isEmpty());
        insert.get(20, TimeUnit.SECONDS);

        assertThat(CLICKHOUSE.query("SELECT n FROM cut ORDER BY n")).isEqualTo("0\n1\n2");
        assertThat(counter(SinkMetricNames.TURNED_AWAY_INSERTS)).isEqualTo(1);
    }

    private Failure attempt(ConnectionOptions connection, String table) throws Exception {
        try (ClickHouseInserter inserter = new ClickHouseInserter(connection)) {
            return (Failure) inserter.insert(rows(table), "token");
        }
    }

    private CompletableFuture<Void> insertUntilDone(ConnectionOptions connection, String table) {
        InsertMetrics insertMetrics = new InsertMetrics(metrics.getMetricGroup(), Clock.systemUTC());
        return CompletableFuture.runAsync(() -> {
            try (PendingRows pending = PendingRows.open(new SinkSubtask(new UUID(1, 2), new JobID(), 0, 0));
                    PersistentInserter inserter = new PersistentInserter(
                            new ClickHouseInserter(connection),
                            new RetryBackoff(Duration.ofMillis(20), Duration.ofMillis(100)),
                            insertMetrics,
                            pending,
                            Clock.systemUTC(),
                            TimeUnit.MILLISECONDS::sleep)) {
                inserter.insert(rows(table));
            } catch (Exception e) {
                throw new CompletionException(e);
            }
        });
    }

    private static InsertCommittable rows(String table) throws Exception {
        return FrozenRows.of(Table.of(table, "n", "UInt32"), 3, (row, out) -> out.writeUInt32(row));
    }

    private static ConnectionOptions with(Map<String, String> serverSettings) {
        ConnectionOptions all = CLICKHOUSE.connection();
        return new ConnectionOptions(
                all.endpoint(),
                all.database(),
                all.user(),
                all.password(),
                all.connectTimeout(),
                all.requestTimeout(),
                serverSettings);
    }

    private long counter(String name) {
        return metrics.getCounter(name).orElseThrow().getCount();
    }
}
