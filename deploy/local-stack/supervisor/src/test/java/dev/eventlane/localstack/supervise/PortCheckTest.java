package dev.eventlane.localstack.supervise;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.eventlane.localstack.LocalStackException;
import dev.eventlane.localstack.config.MetricsPorts;
import dev.eventlane.localstack.config.Ports;
import java.util.List;
import org.junit.jupiter.api.Test;

class PortCheckTest {
    @Test
    void two_servers_on_one_port_are_refused_with_both_variables() {
        Ports ports = new Ports(1, 2, 3, 4, 5, 6, 4, 8, new MetricsPorts(9, 10, 11, 4));

        assertThatThrownBy(() -> PortCheck.requireDistinct(List.of("http-ingest", "jobmanager", "clickhouse"), ports))
                .isInstanceOf(LocalStackException.class)
                .hasMessage("FLINK_RPC_PORT and CLICKHOUSE_PORT are both 4; give each a port of its own");
    }

    @Test
    void the_port_of_a_server_that_is_not_started_does_not_count() {
        assertThatCode(() -> PortCheck.requireDistinct(
                        List.of("http-ingest", "jobmanager"),
                        new Ports(1, 2, 3, 4, 5, 6, 4, 8, new MetricsPorts(9, 10, 11, 4))))
                .doesNotThrowAnyException();
    }
}
