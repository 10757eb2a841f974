package dev.eventlane.deploy;

import dev.eventlane.analytics.AnalyticsConfig;
import dev.eventlane.core.clickhouse.ClickHouseConnection;
import dev.eventlane.core.config.KafkaSettings;
import dev.eventlane.core.config.Setting;
import dev.eventlane.core.config.Settings;
import dev.eventlane.http.ServerConfig;
import dev.eventlane.http.access.AccessConfig;
import dev.eventlane.ingest.IngestConfig;
import dev.eventlane.ingest.log.KafkaLogConfig;
import dev.eventlane.ingest.write.BatchLimits;
import dev.eventlane.job.JobConfig;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The variables that our programs read.
 *
 * @param names of all variables
 * @param reader reads them as the program does; throws when a value breaks its rule
 */
public record ProgramSettings(Set<String> names, Consumer<Settings> reader) {
    private static final Set<String> OF_EVERY_PROGRAM = Set.of("LOG_LEVEL");
    private static final Set<String> OF_CLICKHOUSE = Set.of("CLICKHOUSE_PASSWORD", "CLICKHOUSE_PASSWORD_FILE");

    private static final Map<String, ProgramSettings> PROGRAMS = Map.of(
            "http-ingest",
            new ProgramSettings(
                    names(
                            Set.of(),
                            List.of(
                                    IngestConfig.SETTINGS,
                                    BatchLimits.SETTINGS,
                                    ServerConfig.SETTINGS,
                                    AccessConfig.KEY_SETTINGS,
                                    AccessConfig.LIMIT_SETTINGS,
                                    KafkaSettings.SETTINGS,
                                    KafkaLogConfig.SETTINGS)),
                    IngestConfig::from),
            "analytics-api",
            new ProgramSettings(
                    names(
                            OF_CLICKHOUSE,
                            List.of(
                                    AnalyticsConfig.SETTINGS,
                                    ServerConfig.SETTINGS,
                                    AccessConfig.KEY_SETTINGS,
                                    ClickHouseConnection.SETTINGS)),
                    AnalyticsConfig::from),
            "migrations",
            new ProgramSettings(
                    names(OF_CLICKHOUSE, List.of(ClickHouseConnection.SETTINGS)), ClickHouseConnection::from),
            "flink-job",
            new ProgramSettings(
                    names(
                            OF_CLICKHOUSE,
                            List.of(JobConfig.SETTINGS, KafkaSettings.SETTINGS, ClickHouseConnection.SETTINGS)),
                    JobConfig::from));

    public ProgramSettings {
        names = Set.copyOf(names);
    }

    /** Those of the program whose image has this name. */
    public static ProgramSettings of(String program) {
        ProgramSettings settings = PROGRAMS.get(program);
        if (settings == null) {
            throw new IllegalArgumentException("there is no program " + program + ", only " + PROGRAMS.keySet());
        }
        return settings;
    }

    /** Reads them as the program does at its start; throws as it would. */
    public void read(Map<String, String> environment) {
        reader.accept(Settings.of(environment));
    }

    private static Set<String> names(Set<String> others, List<List<Setting<?>>> settings) {
        Set<String> names = new HashSet<>(OF_EVERY_PROGRAM);
        names.addAll(others);
        settings.stream().flatMap(Collection::stream).forEach(setting -> {
            names.add(setting.name());
            names.addAll(setting.aliases());
        });
        return names;
    }
}
