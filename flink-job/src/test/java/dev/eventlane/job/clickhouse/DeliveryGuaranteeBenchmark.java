package dev.eventlane.job.clickhouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * What exactly-once costs against at-least-once: the same rows through the same sink, by turns, with a checkpoint every
 * second. No part of the build, because it measures; run it on a quiet machine:
 *
 * <pre>{@code
 * mvn -pl flink-job -am test -Dtest=DeliveryGuaranteeBenchmark -Dsurefire.failIfNoSpecifiedTests=false
 * }</pre>
 *
 * <p>{@code -Dbenchmark.rows=6000000 -Dbenchmark.rounds=6 -Dbenchmark.parallelism=2} are the defaults. A run is timed from the
 * job's start until it has ended, with all rows in ClickHouse; so exactly-once also pays for its last checkpoint, once: a run must
 * be long beside a second. Which of the two comes first changes from round to round.
 */
class DeliveryGuaranteeBenchmark {

    private static final long ROWS = Long.getLong("benchmark.rows", 6_000_000);
    private static final int ROUNDS = Integer.getInteger("benchmark.rounds", 6);
    private static final int PARALLELISM = Integer.getInteger("benchmark.parallelism", 2);
    private static final Duration CHECKPOINT_INTERVAL = Duration.ofSeconds(1);
    private static final List<DeliveryGuarantee> GUARANTEES =
            List.of(DeliveryGuarantee.AT_LEAST_ONCE, DeliveryGuarantee.EXACTLY_ONCE);

    @RegisterExtension
    static final ClickHouseExtension CLICKHOUSE = new ClickHouseExtension();

    @RegisterExtension
    static final MiniClusterExtension FLINK = new MiniClusterExtension(new MiniClusterResourceConfiguration.Builder()
            .setNumberTaskManagers(1)
            .setNumberSlotsPerTaskManager(PARALLELISM)
            .build());

    @TempDir
    private Path checkpoints;

    /**
     * One run of one job.
     *
     * @param flinkMicros of processor time per row, in this JVM
     * @param serverMicros of processor time per row, in ClickHouse; both tell more than the rate where others use the machine
     */
    private record Run(double rowsPerSecond, double flinkMicros, double serverMicros) {}

    @Test
    void measure() throws Exception {
        for (DeliveryGuarantee guarantee : GUARANTEES) {
            tell("warm-up", guarantee, run(guarantee));
        }
        Map<DeliveryGuarantee, List<Run>> runs = new EnumMap<>(DeliveryGuarantee.class);
        List<Double> ratios = new ArrayList<>();
        for (int round = 1; round <= ROUNDS; round++) {
            Map<DeliveryGuarantee, Double> rates = new EnumMap<>(DeliveryGuarantee.class);
            for (DeliveryGuarantee guarantee : inOrderOf(round)) {
                Run run = run(guarantee);
                tell("round " + round, guarantee, run);
                rates.put(guarantee, run.rowsPerSecond());
                runs.computeIfAbsent(guarantee, key -> new ArrayList<>()).add(run);
            }
            ratios.add(rates.get(DeliveryGuarantee.EXACTLY_ONCE) / rates.get(DeliveryGuarantee.AT_LEAST_ONCE));
        }
        Run atLeastOnce = median(runs.get(DeliveryGuarantee.AT_LEAST_ONCE));
        Run exactlyOnce = median(runs.get(DeliveryGuarantee.EXACTLY_ONCE));
        tell("median", DeliveryGuarantee.AT_LEAST_ONCE, atLeastOnce);
        tell("median", DeliveryGuarantee.EXACTLY_ONCE, exactlyOnce);
        System.out.printf(
                Locale.ROOT,
                "exactly-once : at-least-once = %.3f (medians), %.3f (median of the rounds' ratios, %.3f to %.3f)%n",
                exactlyOnce.rowsPerSecond() / atLeastOnce.rowsPerSecond(),
                median(ratios.stream()),
                ratios.stream().min(Double::compare).orElseThrow(),
                ratios.stream().max(Double::compare).orElseThrow());
    }

    private static List<DeliveryGuarantee> inOrderOf(int round) {
        return round % 2 == 1 ? GUARANTEES : List.of(GUARANTEES.get(1), GUARANTEES.get(0));
    }

    private Run run(DeliveryGuarantee guarantee) throws Exception {
        WideRows.createTable(CLICKHOUSE);
        Duration flink = processorTime(ProcessHandle.current());
        Duration server = processorTime(clickHouse());
        long started = System.nanoTime();
        execute(guarantee);
        double seconds = (System.nanoTime() - started) / 1e9;
        flink = processorTime(ProcessHandle.current()).minus(flink);
        server = processorTime(clickHouse()).minus(server);
        assertThat(CLICKHOUSE.query("SELECT count(), uniqExact(id), sum(version) FROM " + WideRows.NAME))
                .isEqualTo(CLICKHOUSE.query("SELECT " + ROWS + ", " + ROWS
                        + ", sum((1750000000000 + number) * 1024) FROM numbers(" + ROWS + ")"));
        CLICKHOUSE.query("TRUNCATE TABLE " + WideRows.NAME);
        // What the server still merges would be on the next run's bill.
        await().atMost(Duration.ofMinutes(1))
                .until(() ->
                        CLICKHOUSE.query("SELECT count() FROM system.merges").equals("0"));
        return new Run(ROWS / seconds, flink.toNanos() / 1e3 / ROWS, server.toNanos() / 1e3 / ROWS);
    }

    private static ProcessHandle clickHouse() {
        return ProcessHandle.of(CLICKHOUSE.server().pid()).orElseThrow();
    }

    private static Duration processorTime(ProcessHandle process) {
        return process.info().totalCpuDuration().orElseThrow();
    }

    private void execute(DeliveryGuarantee guarantee) throws Exception {
        Configuration configuration = new Configuration();
        configuration.set(PipelineOptions.OBJECT_REUSE, true);
        configuration.set(
                CheckpointingOptions.CHECKPOINTS_DIRECTORY, checkpoints.toUri().toString());
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment(configuration);
        env.setParallelism(PARALLELISM);
        env.enableCheckpointing(CHECKPOINT_INTERVAL.toMillis());
        env.fromSource(
                        new DataGeneratorSource<>(number -> number, ROWS, Types.LONG),
                        WatermarkStrategy.noWatermarks(),
                        "numbers")
                .sinkTo(CLICKHOUSE
                        .sink(new WideRows.Encoder())
                        .deliveryGuarantee(guarantee)
                        .build())
                .uid("sink");
        env.execute("delivery guarantee " + guarantee);
    }

    private static void tell(String what, DeliveryGuarantee guarantee, Run run) {
        System.out.printf(
                Locale.ROOT,
                "%-9s %-13s %,10.0f rows/s, processor time per row: Flink %.2f µs, ClickHouse %.2f µs%n",
                what,
                guarantee,
                run.rowsPerSecond(),
                run.flinkMicros(),
                run.serverMicros());
    }

    private static Run median(List<Run> runs) {
        return new Run(
                median(runs.stream().map(Run::rowsPerSecond)),
                median(runs.stream().map(Run::flinkMicros)),
                median(runs.stream().map(Run::serverMicros)));
    }

    private static double median(Stream<Double> values) {
        List<Double> sorted = values.sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }
}
