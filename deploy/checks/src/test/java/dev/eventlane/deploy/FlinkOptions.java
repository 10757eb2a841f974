package dev.eventlane.deploy;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.HeartbeatManagerOptions;
import org.apache.flink.configuration.HighAvailabilityOptions;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.MetricOptions;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.state.rocksdb.RocksDBConfigurableOptions;
import org.apache.flink.state.rocksdb.RocksDBOptions;

/** The options that Flink knows. It says nothing of those that it does not know: a typo would change nothing, in silence. */
public final class FlinkOptions {
    private static final List<Class<?>> DECLARED_IN = List.of(
            CheckpointingOptions.class,
            CoreOptions.class,
            HeartbeatManagerOptions.class,
            HighAvailabilityOptions.class,
            JobManagerOptions.class,
            MetricOptions.class,
            PipelineOptions.class,
            RestOptions.class,
            RestartStrategyOptions.class,
            StateBackendOptions.class,
            TaskManagerOptions.class,
            RocksDBOptions.class,
            RocksDBConfigurableOptions.class);

    /** Reporters are named by whoever configures them. */
    private static final String REPORTER = "metrics.reporter.prom.";

    private FlinkOptions() {}

    /** What Flink would not understand, or would not know; empty = nothing. */
    public static List<String> problems(Map<String, String> configuration) {
        Map<String, ConfigOption<?>> known = known();
        List<String> problems = new ArrayList<>();
        configuration.forEach((key, value) -> {
            ConfigOption<?> option = known.get(key);
            if (option == null && !key.startsWith(REPORTER)) {
                problems.add("Flink has no option " + key);
            } else if (option != null) {
                try {
                    Configuration.fromMap(Map.of(key, value)).get(option);
                } catch (IllegalArgumentException e) {
                    problems.add(e.getMessage());
                }
            }
        });
        return problems;
    }

    private static Map<String, ConfigOption<?>> known() {
        Map<String, ConfigOption<?>> known = new HashMap<>();
        for (Class<?> options : DECLARED_IN) {
            for (Field field : options.getFields()) {
                if (Modifier.isStatic(field.getModifiers()) && field.getType().equals(ConfigOption.class)) {
                    ConfigOption<?> option = option(field);
                    known.put(option.key(), option);
                }
            }
        }
        return known;
    }

    private static ConfigOption<?> option(Field field) {
        try {
            return (ConfigOption<?>) field.get(null);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(field + " is public and cannot be read", e);
        }
    }
}
