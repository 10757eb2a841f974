package dev.eventlane.ingest;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.eventlane.core.config.ConfigurationException;
import dev.eventlane.core.config.Settings;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StartTest {
    @Test
    void a_broker_whose_name_nobody_knows_is_told_with_its_variable() {
        IngestConfig config =
                IngestConfig.from(Settings.of(Map.of("HTTP_PORT", "0", "KAFKA_BROKERS", "kafka.invalid:9092")));

        assertThatThrownBy(() -> IngestServer.start(config))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("KAFKA_BROKERS is kafka.invalid:9092; Kafka's client cannot begin with it (No resolvable"
                        + " bootstrap urls given in bootstrap.servers): give host:port, comma-separated, with names that"
                        + " are known here");
    }
}
