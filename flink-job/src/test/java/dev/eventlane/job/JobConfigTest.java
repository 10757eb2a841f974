package dev.eventlane.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.eventlane.core.clickhouse.ClickHouseConnection;
import dev.eventlane.core.config.Secret;
import dev.eventlane.core.config.Settings;
import dev.eventlane.job.lifecycle.LifecycleOptions;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JobConfigTest {
    @Test
    void defaults() {
        assertThat(JobConfig.from(Settings.of(Map.of())))
                .isEqualTo(new JobConfig(
                        "127.0.0.1:9092",
                        "events",
                        "events.dead-letters",
                        "event-consumer-group",
                        new ClickHouseConnection(
                                URI.create("http://127.0.0.1:8123"), "event_analytics", "default", new Secret("")),
                        Duration.ofSeconds(1),
                        50_000,
                        Duration.ofSeconds(60),
                        new LifecycleOptions(Duration.ofMinutes(10), Duration.ofDays(30), null)));
    }

    @Test
    void every_variable_set() {
        Map<String, String> environment =
                Map.of("KAFKA_TOPIC", "t", "CLICKHOUSE_USER", "u", "CLICKHOUSE_PASSWORD", "p");

        assertThat(JobConfig.from(Settings.of(
                        environment,
                        "--kafka-brokers=k:1",
                        "--kafka-dead-letter-topic=d",
                        "--kafka-group-id=g",
                        "--clickhouse-host=c",
                        "--clickhouse-port=2",
                        "--clickhouse-database=db",
                        "--flush-interval=250ms",
                        "--batch-size=10",
                        "--source-quiet-after=5s",
                        "--pending-ttl=1m",
                        "--tombstone-ttl=2h",
                        "--state-ttl=7d")))
                .isEqualTo(new JobConfig(
                        "k:1",
                        "t",
                        "d",
                        "g",
                        new ClickHouseConnection(URI.create("http://c:2"), "db", "u", new Secret("p")),
                        Duration.ofMillis(250),
                        10,
                        Duration.ofSeconds(5),
                        new LifecycleOptions(Duration.ofMinutes(1), Duration.ofHours(2), Duration.ofDays(7))));
    }

    @Test
    void older_names_count_too() {
        JobConfig config =
                JobConfig.from(Settings.of(Map.of("CONSUMER_BATCH_SIZE", "500", "CONSUMER_FLUSH_INTERVAL_MS", "200")));

        assertThat(config.maxBatchRows()).isEqualTo(500);
        assertThat(config.flushInterval()).isEqualTo(Duration.ofMillis(200));
    }

    @Test
    void a_bad_value_stops_the_submission() {
        assertThatThrownBy(() -> JobConfig.from(Settings.of(Map.of(), "--batch-size=0")))
                .hasMessage("BATCH_SIZE is \"0\"; it must be a whole number from 1 to 1000000");
    }
}
