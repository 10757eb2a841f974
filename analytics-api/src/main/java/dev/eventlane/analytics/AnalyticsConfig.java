package dev.eventlane.analytics;

import dev.eventlane.core.clickhouse.ClickHouseConnection;
import dev.eventlane.core.config.Setting;
import dev.eventlane.core.config.SettingType;
import dev.eventlane.core.config.Settings;
import dev.eventlane.http.ListenAddress;
import dev.eventlane.http.ServerConfig;
import dev.eventlane.http.access.AccessConfig;
import dev.eventlane.http.accesslog.AccessLogMode;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * What the analytics API reads at its start.
 *
 * @param server where and how it listens
 * @param access who may use it; how much is limited by http-ingest, which forwards reads
 * @param clickHouse what it reads from; a user that may only read suffices
 * @param flink the JobManager's REST API, to be asked whether the job runs; empty = nobody is asked
 * @param accessLog which requests get a line in the access log
 */
public record AnalyticsConfig(
        ServerConfig server,
        AccessConfig access,
        ClickHouseConnection clickHouse,
        Optional<URI> flink,
        AccessLogMode accessLog) {
    public static final Setting<String> ANALYTICS_HOST =
            Setting.of("ANALYTICS_HOST", SettingType.TEXT, "127.0.0.1", "The address that analytics-api listens on.");
    public static final Setting<Integer> ANALYTICS_PORT =
            Setting.of("ANALYTICS_PORT", SettingType.PORT, "8082", "The port of analytics-api.");

    public static final Setting<URI> FLINK_REST_URL = Setting.of(
            "FLINK_REST_URL",
            SettingType.HTTP_URL,
            null,
            "Flink's REST API, for GET /ready to ask whether the job runs; not set = it does not say.");

    /** Everything that {@link #from} reads itself, for the reference. */
    public static final List<Setting<?>> SETTINGS =
            List.of(ANALYTICS_HOST, ANALYTICS_PORT, FLINK_REST_URL, AccessLogMode.SETTING);

    /**
     * Reads the configuration.
     *
     * @throws dev.eventlane.core.config.ConfigurationException if a variable breaks its rule
     */
    public static AnalyticsConfig from(Settings settings) {
        return new AnalyticsConfig(
                ServerConfig.from(
                        settings,
                        new ListenAddress(
                                settings.get(ANALYTICS_HOST), settings.get(ANALYTICS_PORT), ANALYTICS_PORT.name())),
                AccessConfig.withoutLimits(settings),
                ClickHouseConnection.from(settings),
                settings.find(FLINK_REST_URL),
                settings.get(AccessLogMode.SETTING));
    }
}
