package dev.eventlane.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.eventlane.http.accesslog.AccessLog;
import dev.eventlane.http.metrics.MetricFamily;
import dev.eventlane.http.metrics.Metrics;
import dev.eventlane.ingest.log.KafkaLogMetrics;
import dev.eventlane.ingest.write.WriteMetrics;
import dev.eventlane.localstack.server.KafkaServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the front door shows to Prometheus. */
class MetricsITCase {
    private static final String CREATE = "{\"conversation_id\":\"c\",\"event_name\":\"a\"}";
    private static final List<MetricFamily> OWN = Stream.of(WriteMetrics.FAMILIES, KafkaLogMetrics.FAMILIES)
            .flatMap(Collection::stream)
            .toList();

    private static final List<MetricFamily> SHARED = Stream.of(Metrics.FAMILIES, AccessLog.FAMILIES)
            .flatMap(Collection::stream)
            .toList();

    @TempDir
    static Path folder;

    private static KafkaServer kafka;

    @BeforeAll
    static void start() {
        kafka = KafkaServer.start(folder);
    }

    @AfterAll
    static void stop() {
        kafka.close();
    }

    @Test
    void the_reference_says_what_the_code_says() throws Exception {
        assertThat(Files.readString(Path.of("..", "docs", "metrics.md")))
                .contains("## Both servers\n\n" + MetricFamily.table(SHARED))
                .contains("## http-ingest\n\n" + MetricFamily.table(OWN));
    }

    @Test
    void what_is_shown_is_documented_and_what_is_documented_is_shown() {
        try (IngestFixture ingest = IngestFixture.start(kafka, "metrics", Map.of())) {
            List<MetricFamily> families =
                    Stream.of(SHARED, OWN).flatMap(Collection::stream).toList();
            Set<String> shown = shown(metrics(ingest));

            assertThat(names(families.stream())).containsAll(shown);
            assertThat(shown)
                    .containsAll(names(
                            families.stream().filter(family -> family.presence() == MetricFamily.Presence.ALWAYS)));
        }
    }

    @Test
    void what_becomes_of_operations_is_counted() {
        try (IngestFixture ingest = IngestFixture.start(kafka, "counted", Map.of("MAX_BODY_BYTES", "1KiB"))) {
            double before = value(metrics(ingest), "eventlane_operations_accepted_total");

            ingest.send("POST", "/event/", CREATE);
            ingest.send("POST", "/event", CREATE);
            ingest.send("POST", "/event/", "{}");
            ingest.send("POST", "/event/", "x".repeat(2_000));
            ingest.send("POST", "/event/", CREATE, "Content-Encoding", "br");

            String shown = metrics(ingest);
            assertThat(value(shown, "eventlane_operations_accepted_total") - before)
                    .isEqualTo(2);
            assertThat(value(shown, "eventlane_operations_rejected_total{reason=\"invalid\"}"))
                    .isEqualTo(1);
            assertThat(value(shown, "eventlane_operations_rejected_total{reason=\"too_large\"}"))
                    .isEqualTo(1);
            assertThat(value(shown, "eventlane_operations_rejected_total{reason=\"unsupported\"}"))
                    .isEqualTo(1);
            assertThat(value(shown, "eventlane_operations_rejected_total{reason=\"overloaded\"}"))
                    .isZero();
            assertThat(value(shown, "eventlane_kafka_append_duration_seconds_count{result=\"durable\"}"))
                    .isGreaterThanOrEqualTo(2);
            assertThat(value(shown, "eventlane_kafka_in_flight_bytes")).isZero();
            assertThat(value(shown, "eventlane_kafka_in_flight_limit_bytes")).isEqualTo(32 << 20);
        }
    }

    @Test
    void bytes_in_flight_are_those_that_kafka_has_not_acknowledged() throws Exception {
        try (IngestFixture ingest = IngestFixture.start(kafka, "in-flight", Map.of("KAFKA_DELIVERY_TIMEOUT", "30s"))) {
            String body = "{\"conversation_id\":\"c\",\"event_name\":\"a\",\"input\":\"" + "x".repeat(40_000) + "\"}";
            kafka.pause();
            try {
                var answer = ingest.sendLater("POST", "/event/", body);
                await().until(() -> value(metrics(ingest), "eventlane_kafka_in_flight_bytes") > 40_000);
                kafka.resume();
                assertThat(answer.get().statusCode()).isEqualTo(202);
            } finally {
                kafka.resume();
            }
            assertThat(value(metrics(ingest), "eventlane_kafka_in_flight_bytes"))
                    .isZero();
        }
    }

    private static String metrics(IngestFixture ingest) {
        return ingest.send("GET", "/metrics", null).body();
    }

    private static double value(String exposition, String series) {
        return exposition
                .lines()
                .filter(line -> line.startsWith(series + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(series.length() + 1)))
                .findFirst()
                .orElseThrow(() -> new AssertionError("there is no " + series + " in\n" + exposition));
    }

    private static Set<String> shown(String exposition) {
        return Pattern.compile("^# TYPE (\\S+ \\S+)$", Pattern.MULTILINE)
                .matcher(exposition)
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toSet());
    }

    private static Set<String> names(Stream<MetricFamily> families) {
        return families.map(family -> family.name() + " " + family.type().name().toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
    }
}
