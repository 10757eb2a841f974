package dev.eventlane.job.clickhouse.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.eventlane.job.clickhouse.InsertRefusedException;
import dev.eventlane.job.clickhouse.RetryBackoff;
import dev.eventlane.job.clickhouse.SinkMetricNames;
import dev.eventlane.job.clickhouse.internal.InsertOutcome.Kind;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.flink.api.common.JobID;
import org.apache.flink.metrics.testutils.MetricListener;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class PersistentInserterTest {

    private static final InsertCommittable BATCH = new InsertCommittable(new UUID(1, 2), "t", 3, 10, 400, new byte[5]);

    private final Clock clock = Clock.fixed(Instant.ofEpochMilli(1000), ZoneOffset.UTC);
    private final MetricListener metrics = new MetricListener();
    private final JobID job = new JobID();
    private final PendingRows pending = PendingRows.open(new SinkSubtask(new UUID(1, 2), job, 0, 0));
    private final PendingRows otherSubtask = PendingRows.open(new SinkSubtask(new UUID(1, 2), job, 1, 0));
    private final List<Long> waits = new ArrayList<>();

    @AfterEach
    void close() {
        pending.close();
        otherSubtask.close();
    }

    @Test
    void a_batch_that_is_stored_is_sent_once() throws Exception {
        ScriptedAttempts attempts = insert();

        assertThat(attempts.tokens).hasSize(1);
        assertThat(counter(SinkMetricNames.INSERTED_BATCHES)).isEqualTo(1);
        assertThat(counter(SinkMetricNames.INSERTED_ROWS)).isEqualTo(3);
        assertThat(counter(SinkMetricNames.INSERTED_COMPRESSED_BYTES)).isEqualTo(5);
        assertThat(counter(SinkMetricNames.INSERTED_UNCOMPRESSED_BYTES)).isEqualTo(10);
        assertThat(counter(SinkMetricNames.INSERT_RETRIES)).isZero();
        assertThat(metrics.getHistogram(SinkMetricNames.ROW_AGE_AT_INSERT)
                        .orElseThrow()
                        .getStatistics()
                        .getMax())
                .isEqualTo(600);
    }

    @ParameterizedTest
    @EnumSource(
            value = Kind.class,
            names = {"TURNED_AWAY", "AMBIGUOUS", "UNREACHABLE", "UNEXPLAINED"})
    void no_attempt_repeats_a_token(Kind failure) throws Exception {
        ScriptedAttempts attempts = insert(failure, failure);

        assertThat(attempts.tokens).hasSize(3).doesNotHaveDuplicates();
        assertThat(counter(SinkMetricNames.INSERT_RETRIES)).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({
        "UNREACHABLE, clickhouseUnreachableInserts",
        "TURNED_AWAY, clickhouseTurnedAwayInserts",
        "AMBIGUOUS, clickhouseAmbiguousInserts",
        "UNEXPLAINED, clickhouseUnexplainedInserts",
    })
    void each_kind_of_failure_is_counted_by_itself(Kind failure, String name) throws Exception {
        insert(failure, failure);

        assertThat(counter(name)).isEqualTo(2);
        assertThat(failedAttempts()).isEqualTo(2);
    }

    @Test
    void a_refusal_is_counted_too() {
        assertThatThrownBy(() -> insert(Kind.REFUSED)).isInstanceOf(InsertRefusedException.class);

        assertThat(counter(SinkMetricNames.REFUSED_INSERTS)).isEqualTo(1);
        assertThat(failedAttempts()).isEqualTo(1);
    }

    @Test
    void a_restored_batch_gets_a_fresh_token() throws Exception {
        assertThat(insert().tokens).doesNotContainAnyElementsOf(insert().tokens);
    }

    @Test
    void what_passes_is_tried_far_longer_than_any_count() throws Exception {
        Kind[] outage = new Kind[5000];
        Arrays.fill(outage, Kind.UNREACHABLE);

        insert(outage);

        assertThat(waits).hasSize(5000);
        assertThat(waits.get(0)).isBetween(50L, 100L);
        assertThat(waits.get(4999)).isBetween(5000L, 10_000L);
    }

    @Test
    void a_refused_batch_fails_with_table_column_and_remedy() {
        assertThatThrownBy(() -> insert(Kind.REFUSED))
                .asInstanceOf(type(InsertRefusedException.class))
                .satisfies(e -> {
                    assertThat(e.table()).isEqualTo("t");
                    assertThat(e.column()).contains("age");
                    assertThat(e.code()).isEqualTo(1);
                    assertThat(e)
                            .hasMessage("ClickHouse refuses batch 00000000-0000-0001-0000-000000000002 (3 rows, 5"
                                    + " bytes) for table 't', column 'age': Type of 'age' must be UInt8. To go on,"
                                    + " look there. The batch is kept in the checkpoint and inserted when the job"
                                    + " restarts");
                });
    }

    @Test
    void an_unexplained_answer_gets_some_time_and_then_fails_the_job() throws Exception {
        Kind[] answers = new Kind[Patience.UNEXPLAINED_ANSWERS];
        Arrays.fill(answers, Kind.UNEXPLAINED);

        assertThatThrownBy(() -> insert(answers)).isInstanceOf(InsertRefusedException.class);
        assertThat(waits).hasSize(Patience.UNEXPLAINED_ANSWERS - 1);
        insert(Arrays.copyOf(answers, answers.length - 1));
    }

    private ScriptedAttempts insert(Kind... failures) throws Exception {
        ScriptedAttempts attempts = new ScriptedAttempts(failures);
        try (PersistentInserter inserter = new PersistentInserter(
                attempts,
                RetryBackoff.DEFAULT,
                new InsertMetrics(metrics.getMetricGroup(), clock),
                pending,
                clock,
                wait -> {
                    waits.add(wait);
                    assertThat(otherSubtask.isServerAway()).isTrue();
                })) {
            pending.add(BATCH);
            inserter.insert(BATCH);
            assertThat(pending.batches()).isZero();
        } finally {
            assertThat(otherSubtask.isServerAway()).isFalse();
        }
        assertThat(attempts.closed).isTrue();
        return attempts;
    }

    private long failedAttempts() {
        return Stream.of(
                        SinkMetricNames.UNREACHABLE_INSERTS,
                        SinkMetricNames.TURNED_AWAY_INSERTS,
                        SinkMetricNames.AMBIGUOUS_INSERTS,
                        SinkMetricNames.UNEXPLAINED_INSERTS,
                        SinkMetricNames.REFUSED_INSERTS)
                .mapToLong(this::counter)
                .sum();
    }

    private long counter(String name) {
        return metrics.getCounter(name).orElseThrow().getCount();
    }
}
