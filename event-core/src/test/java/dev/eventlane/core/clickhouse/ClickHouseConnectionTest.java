package dev.eventlane.core.clickhouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.eventlane.core.config.Secret;
import dev.eventlane.core.config.Settings;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ClickHouseConnectionTest {
    @Test
    void nothing_set_is_the_server_of_this_machine() {
        assertThat(ClickHouseConnection.from(Settings.of(Map.of())))
                .isEqualTo(new ClickHouseConnection(
                        URI.create("http://127.0.0.1:8123"), "event_analytics", "default", new Secret("")));
    }

    @Test
    void every_part_can_be_set() {
        Map<String, String> variables = Map.of(
                "CLICKHOUSE_HOST", "ch",
                "CLICKHOUSE_PORT", "1",
                "CLICKHOUSE_DATABASE", "d",
                "CLICKHOUSE_USER", "u",
                "CLICKHOUSE_PASSWORD", "p");

        assertThat(ClickHouseConnection.from(Settings.of(variables)))
                .isEqualTo(new ClickHouseConnection(URI.create("http://ch:1"), "d", "u", new Secret("p")));
    }

    @Test
    void a_dsn_wins_with_what_it_names() {
        Map<String, String> variables = Map.of(
                "CLICKHOUSE_DSN",
                "http://ch:8123?user=app&password=a%26b",
                "CLICKHOUSE_DATABASE",
                "d",
                "CLICKHOUSE_USER",
                "u");

        assertThat(ClickHouseConnection.from(Settings.of(variables)))
                .isEqualTo(new ClickHouseConnection(URI.create("http://ch:8123"), "d", "app", new Secret("a&b")));
    }

    @Test
    void a_dsn_that_is_no_address_is_refused_without_showing_its_password() {
        assertThatThrownBy(() -> ClickHouseConnection.from(
                        Settings.of(Map.of("CLICKHOUSE_DSN", "clickhouse://ch:9000?password=geheim"))))
                .hasMessageStartingWith("CLICKHOUSE_DSN")
                .hasMessageNotContaining("geheim");
    }
}
