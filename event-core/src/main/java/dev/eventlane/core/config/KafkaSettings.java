package dev.eventlane.core.config;

import java.util.List;

/** The variables that say where Kafka is; every program reads the same. */
public final class KafkaSettings {
    public static final Setting<String> BROKERS = Setting.of(
            "KAFKA_BROKERS", SettingType.TEXT, "127.0.0.1:9092", "Kafka's brokers, host:port, comma-separated.");
    public static final Setting<String> TOPIC =
            Setting.of("KAFKA_TOPIC", SettingType.TEXT, "events", "The topic of operations.");
    public static final Setting<String> DEAD_LETTER_TOPIC = Setting.of(
            "KAFKA_DEAD_LETTER_TOPIC",
            SettingType.TEXT,
            null,
            "The topic of dead letters; not set = KAFKA_TOPIC with .dead-letters at its end.");

    /** Those that every program reads, for the reference. */
    public static final List<Setting<?>> SETTINGS = List.of(BROKERS, TOPIC);

    private KafkaSettings() {}

    /** Where records go that cannot be applied. */
    public static String deadLetterTopic(Settings settings) {
        return settings.find(DEAD_LETTER_TOPIC).orElseGet(() -> settings.get(TOPIC) + ".dead-letters");
    }
}
