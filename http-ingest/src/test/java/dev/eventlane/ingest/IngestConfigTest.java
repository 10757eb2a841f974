package dev.eventlane.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.eventlane.core.config.Settings;
import dev.eventlane.http.ListenAddress;
import dev.eventlane.http.ServerConfig;
import dev.eventlane.http.access.AccessConfig;
import dev.eventlane.http.accesslog.AccessLogMode;
import dev.eventlane.ingest.log.KafkaLogConfig;
import dev.eventlane.ingest.log.KafkaLogConfig.Compression;
import dev.eventlane.ingest.write.BatchLimits;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class IngestConfigTest {
    @Test
    void defaults() {
        assertThat(IngestConfig.from(Settings.of(Map.of())))
                .isEqualTo(new IngestConfig(
                        server("127.0.0.1", 8080),
                        AccessConfig.OPEN,
                        new KafkaLogConfig(
                                "127.0.0.1:9092",
                                "events",
                                32 << 20,
                                (2 << 20) + 4096,
                                Duration.ofMillis(1_800),
                                Compression.NONE),
                        URI.create("http://127.0.0.1:8082"),
                        List.of("*"),
                        Set.of(),
                        1 << 20,
                        new BatchLimits(10 << 20, 10_000, 48 << 20),
                        Duration.ofSeconds(30),
                        AccessLogMode.ERRORS));
    }

    @Test
    void every_variable_set() {
        Map<String, String> variables = Map.ofEntries(
                Map.entry("HTTP_HOST", "0.0.0.0"),
                Map.entry("HTTP_PORT", "1"),
                Map.entry("KAFKA_BROKERS", "k:2"),
                Map.entry("KAFKA_TOPIC", "t"),
                Map.entry("MAX_IN_FLIGHT_BYTES", "1MiB"),
                Map.entry("KAFKA_DELIVERY_TIMEOUT", "5s"),
                Map.entry("KAFKA_COMPRESSION", "zstd"),
                Map.entry("ANALYTICS_URL", "http://a:3"),
                Map.entry("CORS_ALLOWED_ORIGINS", "https://x"),
                Map.entry("EVENT_NAMES", "a, b"),
                Map.entry("MAX_BODY_BYTES", "2KiB"),
                Map.entry("MAX_BATCH_BYTES", "3KiB"),
                Map.entry("MAX_BATCH_ITEMS", "4"),
                Map.entry("MAX_HELD_BATCH_BYTES", "65KiB"),
                Map.entry("BODY_TIMEOUT", "2s"),
                Map.entry("ACCESS_LOG", "all"));

        assertThat(IngestConfig.from(Settings.of(variables)))
                .isEqualTo(new IngestConfig(
                        server("0.0.0.0", 1),
                        AccessConfig.OPEN,
                        new KafkaLogConfig("k:2", "t", 1 << 20, 8192, Duration.ofSeconds(5), Compression.ZSTD),
                        URI.create("http://a:3"),
                        List.of("https://x"),
                        Set.of("a", "b"),
                        2048,
                        new BatchLimits(3 << 10, 4, 65 << 10),
                        Duration.ofSeconds(2),
                        AccessLogMode.ALL));
    }

    @Test
    void a_batch_that_could_never_be_held_stops_the_start() {
        assertThatThrownBy(() -> IngestConfig.from(Settings.of(Map.of("MAX_HELD_BATCH_BYTES", "1MiB"))))
                .hasMessage(
                        "MAX_HELD_BATCH_BYTES is 1048576 bytes; it must be at least MAX_BATCH_BYTES, which is 10485760,"
                                + " or the largest batch is never taken");
    }

    /** Its own variables have a test of their own. */
    private static ServerConfig server(String host, int port) {
        return ServerConfig.from(Settings.of(Map.of()), new ListenAddress(host, port, "HTTP_PORT"));
    }

    @Test
    void api_port_also_sets_the_port() {
        assertThat(IngestConfig.from(Settings.of(Map.of("API_PORT", "9")))
                        .server()
                        .listen()
                        .port())
                .isEqualTo(9);
    }

    @Test
    void a_bad_value_stops_the_start() {
        assertThatThrownBy(() -> IngestConfig.from(Settings.of(Map.of("MAX_BODY_BYTES", "1GiB"))))
                .hasMessageStartingWith("MAX_BODY_BYTES is \"1GiB\"; it must be a size");
    }
}
