package dev.eventlane.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.eventlane.core.config.Settings;
import dev.eventlane.http.ListenAddress;
import dev.eventlane.ingest.log.KafkaLogConfig;
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
                        new ListenAddress("127.0.0.1", 8080, "HTTP_PORT"),
                        new KafkaLogConfig(
                                "127.0.0.1:9092", "events", 32 << 20, (2 << 20) + 4096, Duration.ofMillis(1_800)),
                        URI.create("http://127.0.0.1:8082"),
                        List.of("*"),
                        Set.of(),
                        1 << 20));
    }

    @Test
    void every_variable_set() {
        Map<String, String> variables = Map.of(
                "HTTP_HOST", "0.0.0.0",
                "HTTP_PORT", "1",
                "KAFKA_BROKERS", "k:2",
                "KAFKA_TOPIC", "t",
                "MAX_IN_FLIGHT_BYTES", "1MiB",
                "KAFKA_DELIVERY_TIMEOUT", "5s",
                "ANALYTICS_URL", "http://a:3",
                "CORS_ALLOWED_ORIGINS", "https://x",
                "EVENT_NAMES", "a, b",
                "MAX_BODY_BYTES", "2KiB");

        assertThat(IngestConfig.from(Settings.of(variables)))
                .isEqualTo(new IngestConfig(
                        new ListenAddress("0.0.0.0", 1, "HTTP_PORT"),
                        new KafkaLogConfig("k:2", "t", 1 << 20, 8192, Duration.ofSeconds(5)),
                        URI.create("http://a:3"),
                        List.of("https://x"),
                        Set.of("a", "b"),
                        2048));
    }

    @Test
    void api_port_also_sets_the_port() {
        assertThat(IngestConfig.from(Settings.of(Map.of("API_PORT", "9")))
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
