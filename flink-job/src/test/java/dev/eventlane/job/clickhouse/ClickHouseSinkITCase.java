package dev.eventlane.job.clickhouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.flink.util.ExceptionUtils;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Whole jobs on a Flink cluster against a real ClickHouse. */
@Timeout(120)
class ClickHouseSinkITCase {

    @RegisterExtension
    static final ClickHouseExtension CLICKHOUSE = new ClickHouseExtension();

    @RegisterExtension
    static final MiniClusterExtension FLINK = new MiniClusterExtension(new MiniClusterResourceConfiguration.Builder()
            .setNumberTaskManagers(1)
            .setNumberSlotsPerTaskManager(NumbersJob.PARALLELISM)
            .build());

    @BeforeEach
    void createTables() {
        Numbered.createTables(CLICKHOUSE);
    }

    @Test
    void without_failures_every_row_is_sent_once() throws Exception {
        long count = 50_000;

        finish(NumbersJob.start(sink().build(), count, 20_000, 0));

        assertThat(Numbered.differences(CLICKHOUSE, count)).isEqualTo("0");
        assertThat(Numbered.storedRows(CLICKHOUSE)).isEqualTo(count);
    }

    @Test
    void a_job_that_fails_again_and_again_loses_and_doubles_nothing() throws Exception {
        long count = 60_000;

        finish(NumbersJob.start(sink().batching(new Batching(500, 1 << 20)).build(), count, 15_000, 6));

        assertThat(NumbersJob.TAKEN.get()).isGreaterThan(count);
        assertThat(Numbered.differences(CLICKHOUSE, count)).isEqualTo("0");
    }

    @Test
    void a_batch_job_which_has_no_checkpoints_inserts_at_its_end() throws Exception {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        env.setRuntimeMode(RuntimeExecutionMode.BATCH);
        env.fromSequence(0, 9_999).sinkTo(sink().build()).uid("sink");

        finish(env.executeAsync("batch"));

        assertThat(Numbered.differences(CLICKHOUSE, 10_000)).isEqualTo("0");
        assertThat(Numbered.storedRows(CLICKHOUSE)).isEqualTo(10_000);
    }

    @Test
    void at_least_once_loses_nothing_either() throws Exception {
        long count = 40_000;

        finish(NumbersJob.start(
                sink().deliveryGuarantee(DeliveryGuarantee.AT_LEAST_ONCE).build(), count, 15_000, 3));

        assertThat(Numbered.differences(CLICKHOUSE, count)).isEqualTo("0");
    }

    @Test
    void a_server_that_is_killed_again_and_again_loses_and_doubles_nothing() throws Exception {
        long count = 60_000;
        JobClient job = NumbersJob.start(sink().build(), count, 6_000, 0);
        for (int kill = 1; kill <= 4; kill++) {
            awaitRows(kill * 10_000L);
            CLICKHOUSE.server().kill();
            CLICKHOUSE.server().restart();
        }

        finish(job);

        assertThat(Numbered.differences(CLICKHOUSE, count)).isEqualTo("0");
    }

    @Test
    void server_and_job_that_fail_together_lose_and_double_nothing() throws Exception {
        long count = 60_000;
        JobClient job = NumbersJob.start(sink().build(), count, 6_000, 6);
        for (int kill = 1; kill <= 3; kill++) {
            awaitRows(kill * 10_000L);
            CLICKHOUSE.server().kill();
            CLICKHOUSE.server().restart();
        }

        finish(job);

        assertThat(Numbered.differences(CLICKHOUSE, count)).isEqualTo("0");
    }

    @Test
    void while_clickhouse_is_away_the_job_waits_and_gathers_nothing() throws Exception {
        long count = 30_000;
        JobClient job = NumbersJob.start(sink().build(), count, 6_000, 0);
        awaitRows(6_000);
        CLICKHOUSE.server().kill();

        awaitStandstill();
        long taken = NumbersJob.TAKEN.get();
        await().during(Duration.ofSeconds(4))
                .atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(NumbersJob.TAKEN).hasValue(taken));
        // At most what the source gave until both subtasks had a checkpoint to commit.
        assertThat(taken).isLessThan(20_000);
        assertThat(job.getJobStatus().get()).isEqualTo(JobStatus.RUNNING);

        CLICKHOUSE.server().restart();
        finish(job);
        assertThat(NumbersJob.TAKEN).hasValue(count);
        assertThat(Numbered.differences(CLICKHOUSE, count)).isEqualTo("0");
    }

    @Test
    void a_job_that_waits_for_clickhouse_can_be_cancelled() throws Exception {
        JobClient job = NumbersJob.start(sink().build(), 1_000_000, 6_000, 0);
        awaitRows(3_000);
        CLICKHOUSE.server().kill();
        try {
            awaitStandstill();

            job.cancel().get();

            await().atMost(Duration.ofSeconds(15))
                    .untilAsserted(() -> assertThat(job.getJobStatus().get()).isEqualTo(JobStatus.CANCELED));
        } finally {
            CLICKHOUSE.server().restart();
        }
    }

    @Test
    void a_schema_that_does_not_fit_stops_the_job_with_the_remedy() throws Exception {
        CLICKHOUSE.query("CREATE OR REPLACE TABLE odd (n UInt64, text UInt8) ENGINE = MergeTree ORDER BY n");
        JobClient job = NumbersJob.start(sink().build(), 10_000, 5_000, 0);

        assertThatThrownBy(() -> finish(job))
                .isInstanceOf(ExecutionException.class)
                .satisfies(failure -> {
                    assertThat(ExceptionUtils.stringifyException(failure))
                            .contains("InsertRefusedException: ClickHouse refuses batch")
                            .contains("for table 'odd', column 'text'")
                            .contains("Type of 'text' must be UInt8, not String")
                            .contains("compare the encoder's columns with DESCRIBE TABLE");
                });
    }

    private static ClickHouseSinkBuilder<Long> sink() {
        return CLICKHOUSE.sink(new Numbered.Encoder());
    }

    private static void finish(JobClient job) throws Exception {
        job.getJobExecutionResult().get(60, TimeUnit.SECONDS);
    }

    private static void awaitRows(long rows) {
        await().atMost(Duration.ofSeconds(40)).until(() -> Numbered.storedRows(CLICKHOUSE) >= rows);
    }

    /** Until no number has gone into the sink for a second. */
    private static void awaitStandstill() {
        long[] last = {-1};
        await().atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofSeconds(1))
                .until(() -> last[0] == (last[0] = NumbersJob.TAKEN.get()));
    }
}
