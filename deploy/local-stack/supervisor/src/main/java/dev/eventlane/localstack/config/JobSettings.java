package dev.eventlane.localstack.config;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * The variables of the Flink job. It runs in a TaskManager, whose environment is not its own: it takes them as arguments.
 *
 * @param values by name, such as {@code FLUSH_INTERVAL}
 */
public record JobSettings(Map<String, String> values) {
    private static final List<String> NAMES = List.of(
            "FLUSH_INTERVAL",
            "CONSUMER_FLUSH_INTERVAL_MS",
            "BATCH_SIZE",
            "CONSUMER_BATCH_SIZE",
            "KAFKA_GROUP_ID",
            "PENDING_TTL",
            "TOMBSTONE_TTL",
            "STATE_TTL",
            "SOURCE_QUIET_AFTER");

    public JobSettings {
        values = Map.copyOf(values);
    }

    /** Those of the job's variables that are set. */
    static JobSettings from(Variables variables) {
        Map<String, String> set = new TreeMap<>();
        NAMES.forEach(name -> variables.text(name).ifPresent(value -> set.put(name, value)));
        variables.duration("FLUSH_INTERVAL");
        return new JobSettings(set);
    }

    /** As the job reads them: {@code --flush-interval=1s}. */
    public List<String> arguments() {
        return values.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(setting ->
                        "--" + setting.getKey().toLowerCase(Locale.ROOT).replace('_', '-') + "=" + setting.getValue())
                .toList();
    }
}
