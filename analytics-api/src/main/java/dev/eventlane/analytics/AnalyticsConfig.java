package dev.eventlane.analytics;

import dev.eventlane.core.clickhouse.ClickHouseConnection;
import dev.eventlane.core.config.Setting;
import dev.eventlane.core.config.SettingType;
import dev.eventlane.core.config.Settings;
import dev.eventlane.http.ListenAddress;
import java.util.List;

/**
 * What the analytics API reads at its start.
 *
 * @param listen where it listens
 * @param clickHouse what it reads from; a user that may only read suffices
 */
public record AnalyticsConfig(ListenAddress listen, ClickHouseConnection clickHouse) {
    public static final Setting<String> ANALYTICS_HOST =
            Setting.of("ANALYTICS_HOST", SettingType.TEXT, "127.0.0.1", "The address that analytics-api listens on.");
    public static final Setting<Integer> ANALYTICS_PORT =
            Setting.of("ANALYTICS_PORT", SettingType.PORT, "8082", "The port of analytics-api.");

    /** Everything that {@link #from} reads itself, for the reference. */
    public static final List<Setting<?>> SETTINGS = List.of(ANALYTICS_HOST, ANALYTICS_PORT);

    /**
     * Reads the configuration.
     *
     * @throws dev.eventlane.core.config.ConfigurationException if a variable breaks its rule
     */
    public static AnalyticsConfig from(Settings settings) {
        return new AnalyticsConfig(
                new ListenAddress(settings.get(ANALYTICS_HOST), settings.get(ANALYTICS_PORT), ANALYTICS_PORT.name()),
                ClickHouseConnection.from(settings));
    }
}
