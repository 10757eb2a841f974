package dev.eventlane.ingest.log;

import dev.eventlane.core.config.ConfigurationException;
import dev.eventlane.core.config.KafkaSettings;
import dev.eventlane.core.config.Setting;
import dev.eventlane.core.config.SettingType;
import dev.eventlane.core.config.Settings;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaException;

/**
 * How operations are written to Kafka.
 *
 * @param brokers {@code host:port}, comma-separated
 * @param topic the topic of operations
 * @param maxInFlightBytes how many bytes may wait for Kafka's acknowledgement before writes are refused
 * @param maxRecordBytes the largest record; an envelope can be twice its body, since {@code 1} becomes {@code 1.0}
 * @param deliveryTimeout how long an operation may wait for the acknowledgement
 * @param compression of what is sent together
 */
public record KafkaLogConfig(
        String brokers,
        String topic,
        long maxInFlightBytes,
        int maxRecordBytes,
        Duration deliveryTimeout,
        Compression compression) {

    /** How the producer compresses what it sends together. */
    public enum Compression {
        NONE,
        LZ4,
        ZSTD
    }

    public static final Setting<Long> MAX_IN_FLIGHT_BYTES = Setting.of(
            "MAX_IN_FLIGHT_BYTES",
            SettingType.dataSize(64 << 10, 1L << 30),
            "32MiB",
            "Bytes that may wait for Kafka's acknowledgement, and as many for the rest of their bodies; beyond, 503.");
    public static final Setting<Duration> KAFKA_DELIVERY_TIMEOUT = Setting.of(
            "KAFKA_DELIVERY_TIMEOUT",
            SettingType.duration(Duration.ofMillis(100), Duration.ofMinutes(2)),
            "1800ms",
            "How long a write waits for Kafka's acknowledgement before it is answered 503.");

    // Single writes go to Kafka a few at a time: little to compress, and LZ4 takes 130 KB of buffers for each few.
    public static final Setting<Compression> KAFKA_COMPRESSION = Setting.of(
            "KAFKA_COMPRESSION",
            SettingType.oneOf(Compression.class),
            "none",
            "How operations are compressed in Kafka: worth its processor time where most events come in batches, or are large.");

    /** Everything that {@link #from} reads itself, for the reference. */
    public static final List<Setting<?>> SETTINGS =
            List.of(MAX_IN_FLIGHT_BYTES, KAFKA_DELIVERY_TIMEOUT, KAFKA_COMPRESSION);

    private static final int ENVELOPE_BYTES = 4096;
    private static final int BATCH_BYTES = 256 << 10;
    /** A partition can have one in the request under way, and one that is being filled. */
    private static final int UNFILLED_BATCHES = 64;

    private static final Duration NEVER_IDLE = Duration.ofDays(365);

    public static KafkaLogConfig from(Settings settings, int maxBodyBytes) {
        return new KafkaLogConfig(
                settings.get(KafkaSettings.BROKERS),
                settings.get(KafkaSettings.TOPIC),
                settings.get(MAX_IN_FLIGHT_BYTES),
                2 * maxBodyBytes + ENVELOPE_BYTES,
                settings.get(KAFKA_DELIVERY_TIMEOUT),
                settings.get(KAFKA_COMPRESSION));
    }

    /**
     * A client of these brokers.
     *
     * @throws ConfigurationException if Kafka's client cannot be made of them
     */
    public <T> T client(Supplier<T> client) {
        try {
            return client.get();
        } catch (KafkaException e) {
            Throwable reason = e.getCause() == null ? e : e.getCause();
            throw new ConfigurationException("KAFKA_BROKERS is " + brokers + "; Kafka's client cannot begin with it ("
                    + reason.getMessage() + "): give host:port, comma-separated, with names that are known here");
        }
    }

    Map<String, Object> producerProperties() {
        int timeout = Math.toIntExact(deliveryTimeout.toMillis());
        return Map.ofEntries(
                Map.entry(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, brokers),
                Map.entry(ProducerConfig.CLIENT_ID_CONFIG, "http-ingest"),
                Map.entry(ProducerConfig.ACKS_CONFIG, "all"),
                Map.entry(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true),
                Map.entry(
                        ProducerConfig.COMPRESSION_TYPE_CONFIG,
                        compression.name().toLowerCase(Locale.ROOT)),
                Map.entry(ProducerConfig.BATCH_SIZE_CONFIG, BATCH_BYTES),
                // Nobody waits for company while nothing is under way; what comes while a request is goes together in
                // the next.
                // Lingering instead, a write waits without need, and more requests at a time are smaller ones: dearer
                // for both.
                Map.entry(ProducerConfig.LINGER_MS_CONFIG, 0),
                Map.entry(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1),
                Map.entry(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, maxRecordBytes),
                // Twice the bound on bytes in flight, and buffers that are hardly filled, so that our refusal comes
                // before
                // the producer's.
                Map.entry(
                        ProducerConfig.BUFFER_MEMORY_CONFIG,
                        2 * maxInFlightBytes + maxRecordBytes + (long) UNFILLED_BATCHES * BATCH_BYTES),
                // send() is called on IO threads: it must fail rather than wait, for metadata or for memory.
                Map.entry(ProducerConfig.MAX_BLOCK_MS_CONFIG, 0),
                Map.entry(ProducerConfig.METADATA_MAX_IDLE_CONFIG, NEVER_IDLE.toMillis()),
                Map.entry(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, timeout),
                Map.entry(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, timeout),
                Map.entry(ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 500));
    }
}
