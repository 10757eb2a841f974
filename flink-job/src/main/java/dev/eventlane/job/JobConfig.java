package dev.eventlane.job;

import dev.eventlane.core.clickhouse.ClickHouseConnection;
import dev.eventlane.core.config.KafkaSettings;
import dev.eventlane.core.config.Setting;
import dev.eventlane.core.config.SettingType;
import dev.eventlane.core.config.Settings;
import dev.eventlane.job.lifecycle.LifecycleOptions;
import java.time.Duration;
import java.util.List;

/**
 * What the job reads when it is submitted.
 *
 * @param brokers {@code host:port}, comma-separated
 * @param topic the topic of operations
 * @param deadLetterTopic where records go that cannot be applied
 * @param groupId under which name the job commits its offsets, for monitoring only
 * @param clickHouse where rows go
 * @param flushInterval the checkpoint interval: how often rows become visible
 * @param maxBatchRows the most rows of one insert
 * @param sourceQuietAfter for how long a partition must give nothing until all of it counts as read
 * @param lifecycle how long the life cycle remembers
 */
public record JobConfig(
        String brokers,
        String topic,
        String deadLetterTopic,
        String groupId,
        ClickHouseConnection clickHouse,
        Duration flushInterval,
        int maxBatchRows,
        Duration sourceQuietAfter,
        LifecycleOptions lifecycle) {

    public static final Setting<String> KAFKA_GROUP_ID = Setting.of(
            "KAFKA_GROUP_ID",
            SettingType.TEXT,
            "event-consumer-group",
            "The group under which the job commits offsets, for monitoring; its own state decides where it reads on.");
    public static final Setting<Duration> FLUSH_INTERVAL = Setting.of(
                    "FLUSH_INTERVAL",
                    SettingType.duration(Duration.ofMillis(10), Duration.ofHours(1)),
                    "1s",
                    "The checkpoint interval: how often rows become visible in ClickHouse.")
            .orElse("CONSUMER_FLUSH_INTERVAL_MS");
    public static final Setting<Integer> BATCH_SIZE = Setting.of(
                    "BATCH_SIZE", SettingType.integer(1, 1_000_000), "50000", "The most rows of one insert.")
            .orElse("CONSUMER_BATCH_SIZE");
    public static final Setting<Duration> SOURCE_QUIET_AFTER = Setting.of(
            "SOURCE_QUIET_AFTER",
            SettingType.duration(Duration.ofSeconds(1), Duration.ofHours(1)),
            "60s",
            "How long a partition must give nothing until all of it counts as read; longer than Kafka may be away unnoticed.");
    public static final Setting<Duration> PENDING_TTL = Setting.of(
            "PENDING_TTL",
            SettingType.duration(Duration.ofSeconds(1), Duration.ofDays(30)),
            "10m",
            "How long an update or delete waits for its create before it goes to the dead letters, in Kafka's time.");
    public static final Setting<Duration> TOMBSTONE_TTL = Setting.of(
            "TOMBSTONE_TTL",
            SettingType.duration(Duration.ofMinutes(1), Duration.ofDays(3650)),
            "30d",
            "How long the job remembers that an event was deleted; until then nothing brings it back.");

    public static final Setting<Duration> STATE_TTL = Setting.of(
            "STATE_TTL",
            SettingType.duration(Duration.ofSeconds(1), Duration.ofDays(3650)),
            null,
            "How long after its last operation an event stays in the job's state; not set = for ever. What comes later is applied to"
                    + " its row in ClickHouse. Below 24h, repeats of operations are known for a shorter time than promised.");

    /** Everything that {@link #from} reads itself, for the reference. */
    public static final List<Setting<?>> SETTINGS = List.of(
            KafkaSettings.DEAD_LETTER_TOPIC,
            KAFKA_GROUP_ID,
            FLUSH_INTERVAL,
            BATCH_SIZE,
            SOURCE_QUIET_AFTER,
            PENDING_TTL,
            TOMBSTONE_TTL,
            STATE_TTL);

    /**
     * Reads the configuration.
     *
     * @throws dev.eventlane.core.config.ConfigurationException if a variable breaks its rule
     */
    public static JobConfig from(Settings settings) {
        return new JobConfig(
                settings.get(KafkaSettings.BROKERS),
                settings.get(KafkaSettings.TOPIC),
                KafkaSettings.deadLetterTopic(settings),
                settings.get(KAFKA_GROUP_ID),
                ClickHouseConnection.from(settings),
                settings.get(FLUSH_INTERVAL),
                settings.get(BATCH_SIZE),
                settings.get(SOURCE_QUIET_AFTER),
                new LifecycleOptions(
                        settings.get(PENDING_TTL),
                        settings.get(TOMBSTONE_TTL),
                        settings.find(STATE_TTL).orElse(null)));
    }
}
