package dev.eventlane.job.clickhouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.Metric;
import org.apache.flink.runtime.checkpoint.CheckpointStatsSnapshot;
import org.apache.flink.runtime.execution.ExecutionState;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.testutils.InMemoryReporter;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.test.junit5.InjectMiniCluster;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** ClickHouse away for longer than checkpoints are waited for. */
@Timeout(120)
class ClickHouseOutageITCase {

    private static final Duration CHECKPOINT_TIMEOUT = Duration.ofSeconds(1);
    private static final InMemoryReporter REPORTER = InMemoryReporter.create();

    /** The number of the one that runs; Flink gives a new one the next. */
    private static final AtomicInteger TASK_MANAGER = new AtomicInteger();

    @RegisterExtension
    static final ClickHouseExtension CLICKHOUSE = new ClickHouseExtension();

    @RegisterExtension
    static final MiniClusterExtension FLINK = new MiniClusterExtension(new MiniClusterResourceConfiguration.Builder()
            .setNumberTaskManagers(1)
            .setNumberSlotsPerTaskManager(NumbersJob.PARALLELISM)
            .setConfiguration(REPORTER.addToConfiguration(new Configuration()))
            .build());

    @BeforeEach
    void createTables() {
        CLICKHOUSE.server().restart();
        Numbered.createTables(CLICKHOUSE);
    }

    @AfterEach
    void endJobs(@InjectMiniCluster MiniCluster flink) throws Exception {
        for (var job : flink.listJobs().get()) {
            if (!job.getJobState().isGloballyTerminalState()) {
                flink.cancelJob(job.getJobId()).get();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void nothing_is_gathered_and_nothing_fails(int parallelism, @InjectMiniCluster MiniCluster flink) throws Exception {
        long count = 24_000;
        JobClient job = start(count, parallelism);
        await().atMost(Duration.ofSeconds(40)).until(() -> Numbered.storedRows(CLICKHOUSE) >= 6_000);
        CLICKHOUSE.server().kill();

        await().until(() -> sum(job, SinkMetricNames.UNREACHABLE_INSERTS) > parallelism);
        long failed = checkpoints(flink, job).getCounts().getNumberOfFailedCheckpoints();
        await().atMost(Duration.ofSeconds(40))
                .until(() -> checkpoints(flink, job).getCounts().getNumberOfFailedCheckpoints() > failed);
        long taken = NumbersJob.TAKEN.get();
        long pendingRows = sum(job, SinkMetricNames.PENDING_ROWS);
        long pendingBytes = sum(job, SinkMetricNames.PENDING_COMPRESSED_BYTES);
        long completed = checkpoints(flink, job).getCounts().getNumberOfCompletedCheckpoints();
        await().atMost(Duration.ofSeconds(40))
                .until(() -> checkpoints(flink, job).getCounts().getNumberOfFailedCheckpoints() > failed + 3);

        assertThat(job.getJobStatus().get()).isEqualTo(JobStatus.RUNNING);
        assertThat(checkpoints(flink, job).getCounts().getNumberOfCompletedCheckpoints())
                .isEqualTo(completed);
        assertThat(NumbersJob.TAKEN).hasValue(taken);
        assertThat(pendingRows).isPositive().isLessThan(20_000);
        assertThat(sum(job, SinkMetricNames.PENDING_ROWS)).isEqualTo(pendingRows);
        assertThat(sum(job, SinkMetricNames.PENDING_COMPRESSED_BYTES)).isEqualTo(pendingBytes);
        assertThat(oldestAge(job)).isGreaterThan(3 * CHECKPOINT_TIMEOUT.toMillis());

        CLICKHOUSE.server().restart();
        await().atMost(Duration.ofSeconds(20)).until(() -> oldestAge(job) < 1_000);
        job.getJobExecutionResult().get(60, TimeUnit.SECONDS);
        assertThat(Numbered.differences(CLICKHOUSE, count)).isEqualTo("0");
        assertThat(checkpoints(flink, job).getSummaryStats().getStateSizeStats().getMaximum())
                .isLessThan(500_000);
    }

    @Test
    void a_subtask_that_has_nothing_to_commit_waits_with_the_others() throws Exception {
        CLICKHOUSE.server().kill();
        JobClient job =
                LopsidedJob.start(CLICKHOUSE.sink(new Numbered.Encoder()).build());
        await().until(() -> sum(job, SinkMetricNames.UNREACHABLE_INSERTS) > 0);

        LopsidedJob.openTheOtherSubtask();
        await().until(() -> sum(job, SinkMetricNames.OLDEST_BUFFERED_ROW_AGE) > 0);

        await().during(Duration.ofSeconds(3))
                .atMost(Duration.ofSeconds(10))
                .until(() -> sum(job, SinkMetricNames.PENDING_ROWS) == 1);
        CLICKHOUSE.server().restart();
        await().atMost(Duration.ofSeconds(60)).until(() -> Numbered.differences(CLICKHOUSE, LopsidedJob.NUMBERS)
                .equals("0"));
    }

    @Test
    void while_checkpoints_fail_little_is_gathered(@TempDir Path checkpoints) throws Exception {
        long count = 600_000;
        long bound = 1 << 20;
        Configuration settings = new Configuration();
        settings.set(
                CheckpointingOptions.CHECKPOINTS_DIRECTORY, checkpoints.toUri().toString());
        JobClient job = NumbersJob.start(
                CLICKHOUSE.sink(new Numbered.Encoder()).maxPendingBytes(bound).build(), count, 200_000, 0, 1, settings);
        Path ofJob = checkpoints.resolve(job.getJobID().toString());
        await().until(() -> Numbered.storedRows(CLICKHOUSE) > 0);
        Path aside = checkpoints.resolve("aside");
        Files.move(ofJob, aside);
        Files.createFile(ofJob);

        await().atMost(Duration.ofSeconds(40)).until(() -> sum(job, SinkMetricNames.THROTTLED_ROWS) > 100);
        await().during(Duration.ofSeconds(2))
                .atMost(Duration.ofSeconds(10))
                .until(() -> sum(job, SinkMetricNames.PENDING_COMPRESSED_BYTES) < bound + bound / 2);
        assertThat(job.getJobStatus().get()).isEqualTo(JobStatus.RUNNING);

        Files.delete(ofJob);
        Files.move(aside, ofJob);
        job.getJobExecutionResult().get(60, TimeUnit.SECONDS);
        assertThat(Numbered.differences(CLICKHOUSE, count)).isEqualTo("0");
    }

    @Test
    void rows_are_told_of_before_their_checkpoint_is_complete_and_after_a_recovery(@InjectMiniCluster MiniCluster flink)
            throws Exception {
        long count = 12_000;
        CLICKHOUSE.server().kill();
        JobClient job = start(count, NumbersJob.PARALLELISM);
        await().until(() -> sum(job, SinkMetricNames.PENDING_ROWS) > 0);
        await().atMost(Duration.ofSeconds(40))
                .until(() -> checkpoints(flink, job).getCounts().getNumberOfFailedCheckpoints() >= 1);
        long ageBefore = oldestAge(job);

        replaceTaskManager(flink, job);

        await().until(() -> sum(job, SinkMetricNames.PENDING_ROWS) > 0);
        assertThat(oldestAge(job)).isGreaterThan(ageBefore);

        CLICKHOUSE.server().restart();
        job.getJobExecutionResult().get(60, TimeUnit.SECONDS);
        assertThat(Numbered.differences(CLICKHOUSE, count)).isEqualTo("0");
    }

    @Test
    void a_job_that_waits_with_what_it_restored_can_be_cancelled(@InjectMiniCluster MiniCluster flink)
            throws Exception {
        CLICKHOUSE.server().kill();
        JobClient job = start(1_000_000, NumbersJob.PARALLELISM);
        await().until(() -> sum(job, SinkMetricNames.UNREACHABLE_INSERTS) > 0);
        replaceTaskManager(flink, job);
        await().until(() -> sum(job, SinkMetricNames.UNREACHABLE_INSERTS) > 0);

        job.cancel().get();

        await().atMost(Duration.ofSeconds(15))
                .untilAsserted(() -> assertThat(job.getJobStatus().get()).isEqualTo(JobStatus.CANCELED));
    }

    @Test
    void stopping_with_a_savepoint_ends_when_checkpoints_time_out_and_the_job_goes_on(@TempDir Path savepoints)
            throws Exception {
        long count = 24_000;
        JobClient job = start(count, NumbersJob.PARALLELISM);
        await().atMost(Duration.ofSeconds(40)).until(() -> Numbered.storedRows(CLICKHOUSE) >= 6_000);
        CLICKHOUSE.server().kill();
        await().until(() -> sum(job, SinkMetricNames.UNREACHABLE_INSERTS) > 0);

        assertThatThrownBy(
                        () -> job.stopWithSavepoint(false, savepoints.toUri().toString(), SavepointFormatType.CANONICAL)
                                .get(20, TimeUnit.SECONDS))
                .hasStackTraceContaining("Checkpoint expired before completing");

        CLICKHOUSE.server().restart();
        job.getJobExecutionResult().get(60, TimeUnit.SECONDS);
        assertThat(Numbered.differences(CLICKHOUSE, count)).isEqualTo("0");
    }

    private static JobClient start(long count, int parallelism) throws Exception {
        Configuration settings = new Configuration();
        settings.set(CheckpointingOptions.CHECKPOINTING_TIMEOUT, CHECKPOINT_TIMEOUT);
        settings.setString("restart-strategy.type", "fixed-delay");
        settings.setString("restart-strategy.fixed-delay.attempts", "3");
        settings.setString("restart-strategy.fixed-delay.delay", "10 ms");
        return NumbersJob.start(
                CLICKHOUSE.sink(new Numbered.Encoder()).build(), count, 6_000, 0, parallelism, settings);
    }

    /**
     * Returns when the job is restored and a subtask holds what it had, which lasts until ClickHouse has it. Not each
     * subtask: one that had read nothing before the first checkpoint has nothing to hold.
     */
    private static void replaceTaskManager(MiniCluster flink, JobClient job) throws Exception {
        flink.terminateTaskManager(TASK_MANAGER.getAndIncrement()).get();
        flink.startTaskManager();
        await().atMost(Duration.ofSeconds(40)).untilAsserted(() -> assertThat(
                        flink.getExecutionGraph(job.getJobID()).get().getAllExecutionVertices())
                .allSatisfy(
                        vertex -> assertThat(vertex.getCurrentExecutionAttempt().getAttemptNumber())
                                .isEqualTo(1))
                .anySatisfy(vertex -> assertThat(vertex.getExecutionState()).isEqualTo(ExecutionState.INITIALIZING)));
    }

    private static CheckpointStatsSnapshot checkpoints(MiniCluster flink, JobClient job) throws Exception {
        return flink.getExecutionGraph(job.getJobID()).get().getCheckpointStatsSnapshot();
    }

    private static long oldestAge(JobClient job) {
        return REPORTER.findMetrics(job.getJobID(), SinkMetricNames.OLDEST_UNCOMMITTED_ROW_AGE).values().stream()
                .map(ClickHouseOutageITCase::value)
                .max(Comparator.naturalOrder())
                .orElse(0L);
    }

    private static long sum(JobClient job, String name) {
        return REPORTER.findMetrics(job.getJobID(), name).values().stream()
                .mapToLong(ClickHouseOutageITCase::value)
                .sum();
    }

    private static long value(Metric metric) {
        if (metric instanceof Gauge<?> gauge) {
            return ((Number) gauge.getValue()).longValue();
        }
        return ((Counter) metric).getCount();
    }
}
