package dev.eventlane.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.eventlane.core.config.Secret;
import dev.eventlane.core.config.Settings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ServerConfigTest {
    private static final ListenAddress LISTEN = new ListenAddress("h", 1, "PORT");

    @Test
    void defaults() {
        assertThat(ServerConfig.from(Settings.of(Map.of()), LISTEN))
                .isEqualTo(new ServerConfig(
                        LISTEN,
                        Optional.empty(),
                        10_000,
                        16 << 10,
                        8 << 10,
                        Duration.ofSeconds(10),
                        Duration.ofMinutes(2),
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(10)));
    }

    @Test
    void every_variable_set() {
        Map<String, String> variables = Map.of(
                "TLS_KEYSTORE_FILE", "/k",
                "TLS_KEYSTORE_PASSWORD", "p",
                "MAX_CONNECTIONS", "2",
                "MAX_HEADER_BYTES", "3KiB",
                "MAX_ADDRESS_BYTES", "4KiB",
                "HEADER_TIMEOUT", "5s",
                "IDLE_TIMEOUT", "6s",
                "SHUTDOWN_GRACE", "7s",
                "SHUTDOWN_TIMEOUT", "8s");

        assertThat(ServerConfig.from(Settings.of(variables), LISTEN))
                .isEqualTo(new ServerConfig(
                        LISTEN,
                        Optional.of(new TlsConfig(Path.of("/k"), new Secret("p"))),
                        2,
                        3 << 10,
                        4 << 10,
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(6),
                        Duration.ofSeconds(7),
                        Duration.ofSeconds(8)));
    }

    @Test
    void a_bad_value_is_named_with_its_rule() {
        assertThatThrownBy(() -> ServerConfig.from(Settings.of(Map.of("MAX_CONNECTIONS", "0")), LISTEN))
                .hasMessage("MAX_CONNECTIONS is \"0\"; it must be a whole number from 1 to 1000000");
    }
}
