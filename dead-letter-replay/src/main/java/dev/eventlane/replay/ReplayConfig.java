package dev.eventlane.replay;

import dev.eventlane.core.clickhouse.ClickHouseConnection;
import dev.eventlane.core.config.KafkaSettings;
import dev.eventlane.core.config.Settings;

/**
 * What the command reads at its start: the variables of the job, of which it needs to know the same.
 *
 * @param brokers {@code host:port}, comma-separated
 * @param deadLetterTopic what is replayed; each dead letter says to which topic it goes back
 * @param clickHouse where replays are shown
 */
record ReplayConfig(String brokers, String deadLetterTopic, ClickHouseConnection clickHouse) {
    /**
     * Reads the configuration.
     *
     * @throws dev.eventlane.core.config.ConfigurationException if a variable breaks its rule
     */
    static ReplayConfig from(Settings settings) {
        return new ReplayConfig(
                settings.get(KafkaSettings.BROKERS),
                KafkaSettings.deadLetterTopic(settings),
                ClickHouseConnection.from(settings));
    }
}
