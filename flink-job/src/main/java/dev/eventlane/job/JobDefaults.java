package dev.eventlane.job;

import java.time.Duration;
import java.util.Map;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.core.execution.CheckpointingMode;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** What the job's guarantees rest on is set by the job; how it is tuned, only where the cluster does not say. */
final class JobDefaults {
    /** Fixed for ever: state is divided by it, so that the job can be rescaled up to it. */
    private static final int MAX_PARALLELISM = 128;

    private static final Map<String, String> TUNING = Map.of(
            StateBackendOptions.STATE_BACKEND.key(),
            "rocksdb",
            CheckpointingOptions.INCREMENTAL_CHECKPOINTS.key(),
            "true",
            // A point read of an unknown event costs a third with them (measured).
            "state.backend.rocksdb.use-bloom-filter",
            "true",
            "state.backend.rocksdb.compression.per.level",
            "LZ4_COMPRESSION",
            RestartStrategyOptions.RESTART_STRATEGY.key(),
            "exponential-delay",
            "restart-strategy.exponential-delay.initial-backoff",
            "200 ms",
            "restart-strategy.exponential-delay.max-backoff",
            "5 s");

    private JobDefaults() {}

    static void applyTo(StreamExecutionEnvironment environment, Duration checkpointInterval) {
        Map<String, String> cluster = environment.getConfiguration().toMap();
        Configuration configuration = new Configuration();
        TUNING.forEach((key, value) -> {
            if (!cluster.containsKey(key)) {
                configuration.setString(key, value);
            }
        });
        configuration.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, checkpointInterval);
        configuration.set(CheckpointingOptions.CHECKPOINTING_CONSISTENCY_MODE, CheckpointingMode.EXACTLY_ONCE);
        configuration.set(
                CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION,
                ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION);
        // While ClickHouse is away the commit waits and checkpoints time out behind it: that is back-pressure, not a
        // failure.
        configuration.set(CheckpointingOptions.TOLERABLE_FAILURE_NUMBER, Integer.MAX_VALUE);
        configuration.set(PipelineOptions.MAX_PARALLELISM, MAX_PARALLELISM);
        // Every type that crosses the job is immutable.
        configuration.set(PipelineOptions.OBJECT_REUSE, true);
        configuration.set(PipelineOptions.GENERIC_TYPES, false);
        environment.configure(configuration);
    }
}
