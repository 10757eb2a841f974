package dev.eventlane.localstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.eventlane.localstack.config.ClickHouseLogin;
import dev.eventlane.localstack.config.ExternalClickHouse;
import dev.eventlane.localstack.config.MetricsPorts;
import dev.eventlane.localstack.config.Ports;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StackConfigTest {
    private static final Path HOME = Path.of("/project");
    private static final ClickHouseLogin WRITER = new ClickHouseLogin("me", "", Optional.of(Path.of("/secret")));

    @Test
    void without_variables_everything_is_started_on_the_usual_ports() {
        StackConfig config = StackConfig.fromEnvironment(HOME, Map.of());

        assertThat(config.dataFolder()).isEqualTo(Path.of("/project/.eventlane"));
        assertThat(config.ports())
                .isEqualTo(new Ports(
                        8080, 8082, 8081, 6123, 9092, 9093, 8123, 2181, new MetricsPorts(9249, 9250, 9404, 9090)));
        assertThat(config.external().clickHouse()).isEmpty();
        assertThat(config.external().kafkaBrokers()).isEmpty();
        assertThat(config.external().flinkRest()).isEmpty();
        assertThat(config.topic()).isEqualTo("events");
        assertThat(config.logLevel()).isEqualTo("info");
        assertThat(config.jobSettings().arguments()).isEmpty();
    }

    @Test
    void every_variable_is_read() {
        StackConfig config = StackConfig.fromEnvironment(
                HOME,
                Map.ofEntries(
                        Map.entry("EVENTLANE_DATA", "/data"),
                        Map.entry("HTTP_PORT", "1"),
                        Map.entry("ANALYTICS_PORT", "2"),
                        Map.entry("FLINK_REST_PORT", "3"),
                        Map.entry("FLINK_RPC_PORT", "4"),
                        Map.entry("KAFKA_PORT", "5"),
                        Map.entry("KAFKA_CONTROLLER_PORT", "6"),
                        Map.entry("CLICKHOUSE_PORT", "7"),
                        Map.entry("ZOOKEEPER_PORT", "8"),
                        Map.entry("FLINK_JOBMANAGER_METRICS_PORT", "9"),
                        Map.entry("FLINK_TASKMANAGER_METRICS_PORT", "10"),
                        Map.entry("KAFKA_METRICS_PORT", "11"),
                        Map.entry("PROMETHEUS_PORT", "12"),
                        Map.entry("CLICKHOUSE_HOST", "ch"),
                        Map.entry("CLICKHOUSE_USER", "me"),
                        Map.entry("CLICKHOUSE_PASSWORD_FILE", "/secret"),
                        Map.entry("KAFKA_BROKERS", "kafka:9092"),
                        Map.entry("FLINK_REST_URL", "http://flink:8081/"),
                        Map.entry("KAFKA_TOPIC", "operations"),
                        Map.entry("FLUSH_INTERVAL", "500ms"),
                        Map.entry("LOG_LEVEL", "DEBUG")));

        assertThat(config.dataFolder()).isEqualTo(Path.of("/data"));
        assertThat(config.ports()).isEqualTo(new Ports(1, 2, 3, 4, 5, 6, 7, 8, new MetricsPorts(9, 10, 11, 12)));
        assertThat(config.external().clickHouse())
                .contains(new ExternalClickHouse("ch", 7, "event_analytics", WRITER, WRITER));
        assertThat(config.external().kafkaBrokers()).contains("kafka:9092");
        assertThat(config.external().flinkRest()).contains(URI.create("http://flink:8081"));
        assertThat(config.topic()).isEqualTo("operations");
        assertThat(config.logLevel()).isEqualTo("debug");
        assertThat(config.jobSettings().arguments()).containsExactly("--flush-interval=500ms");
    }

    @Test
    void the_port_of_the_API_has_an_older_name() {
        assertThat(StackConfig.fromEnvironment(HOME, Map.of("API_PORT", "81"))
                        .ports()
                        .http())
                .isEqualTo(81);
        assertThat(StackConfig.fromEnvironment(HOME, Map.of("API_PORT", "81", "HTTP_PORT", "82"))
                        .ports()
                        .http())
                .isEqualTo(82);
    }

    @Test
    void analytics_api_may_have_a_user_of_its_own() {
        ExternalClickHouse server = StackConfig.fromEnvironment(
                        HOME,
                        Map.of(
                                "CLICKHOUSE_HOST", "ch",
                                "CLICKHOUSE_USER", "me",
                                "CLICKHOUSE_PASSWORD_FILE", "/secret",
                                "CLICKHOUSE_API_USER", "reader",
                                "CLICKHOUSE_API_PASSWORD", "word"))
                .external()
                .clickHouse()
                .orElseThrow();

        assertThat(server.writer()).isEqualTo(WRITER);
        assertThat(server.reader()).isEqualTo(new ClickHouseLogin("reader", "word", Optional.empty()));
        assertThat(server.reader().toString()).doesNotContain("word");
    }

    @Test
    void a_password_without_its_user_is_refused() {
        assertThatThrownBy(() -> StackConfig.fromEnvironment(
                        HOME, Map.of("CLICKHOUSE_HOST", "ch", "CLICKHOUSE_API_PASSWORD", "word")))
                .isInstanceOf(LocalStackException.class)
                .hasMessage("CLICKHOUSE_API_PASSWORD is set without CLICKHOUSE_API_USER, whose password it is;"
                        + " set both or neither");
    }

    @Test
    void the_variables_of_the_job_are_its_arguments() {
        assertThat(StackConfig.fromEnvironment(HOME, Map.of("SOURCE_QUIET_AFTER", "5s", "PENDING_TTL", "1m"))
                        .jobSettings()
                        .arguments())
                .containsExactly("--pending-ttl=1m", "--source-quiet-after=5s");
    }

    @Test
    void an_empty_variable_counts_as_not_set() {
        assertThat(StackConfig.fromEnvironment(HOME, Map.of("KAFKA_BROKERS", " "))
                        .external()
                        .kafkaBrokers())
                .isEmpty();
    }

    @Test
    void a_bad_value_is_refused_with_variable_value_and_rule() {
        refuses("HTTP_PORT", "x", "HTTP_PORT is \"x\"; it must be a port from 0 to 65535");
        refuses("KAFKA_PORT", "65536", "KAFKA_PORT is \"65536\"; it must be a port from 0 to 65535");
        refuses(
                "FLINK_REST_URL",
                "flink",
                "FLINK_REST_URL is \"flink\"; it must be an address such as http://127.0.0.1:8081");
        refuses("FLUSH_INTERVAL", "soon", "FLUSH_INTERVAL is \"soon\"; it must be a duration such as 200ms, 1s or 5m");
        refuses("LOG_LEVEL", "loud", "LOG_LEVEL is \"loud\"; it must be one of trace, debug, info, warn, error");
        refuses("CLICKHOUSE_DSN", "http://ch", "CLICKHOUSE_DSN is set; the local stack reads CLICKHOUSE_HOST");
    }

    @Test
    void random_ports_are_free_and_differ() {
        Ports ports = Ports.random().chosen();

        assertThat(new int[] {
                    ports.http(),
                    ports.analytics(),
                    ports.kafka(),
                    ports.clickHouse(),
                    ports.flinkRest(),
                    ports.metrics().kafka()
                })
                .doesNotContain(0)
                .doesNotHaveDuplicates();
        assertThat(ports.chosen()).isEqualTo(ports);
    }

    private static void refuses(String variable, String value, String message) {
        assertThatThrownBy(() -> StackConfig.fromEnvironment(HOME, Map.of(variable, value)))
                .isInstanceOf(LocalStackException.class)
                .hasMessageStartingWith(message);
    }
}
