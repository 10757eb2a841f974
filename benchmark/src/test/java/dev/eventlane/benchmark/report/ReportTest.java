package dev.eventlane.benchmark.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.eventlane.benchmark.check.CheckResult;
import dev.eventlane.benchmark.load.LatencyKind;
import dev.eventlane.benchmark.load.PhaseResult;
import dev.eventlane.benchmark.workload.Operation;
import java.time.Duration;
import java.util.List;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class ReportTest {
    @Test
    void percentiles_are_those_of_the_values() {
        assertThat(Percentiles.of(micros())).satisfies(ms -> {
            assertThat(ms.count()).isEqualTo(1_000);
            // The histogram keeps three digits.
            assertThat(ms.p50()).isBetween(500.0, 500.5);
            assertThat(ms.p95()).isBetween(950.0, 951.0);
            assertThat(ms.p99()).isBetween(990.0, 991.0);
            assertThat(ms.p999()).isBetween(999.0, 1_000.0);
            assertThat(ms.max()).isBetween(1_000.0, 1_001.0);
        });
    }

    @Test
    void a_report_is_verified_only_if_nothing_is_wrong() {
        assertThat(report(true, 0, 0).verified()).isTrue();
        assertThat(report(false, 0, 0).verified()).isFalse();
        assertThat(report(true, 1, 0).verified()).isFalse();
        assertThat(report(true, 0, 1).verified()).isFalse();
    }

    @Test
    void json_holds_every_figure() throws Exception {
        JsonNode json = new ObjectMapper().readTree(report(true, 0, 0).toJson());

        assertThat(json.fieldNames())
                .toIterable()
                .containsExactly(
                        "verified",
                        "started_at",
                        "phases",
                        "queryable",
                        "freshness",
                        "checks",
                        "generator",
                        "settings",
                        "machine",
                        "versions");
        JsonNode phase = json.get("phases").get(0);
        assertThat(phase.get("phase").asText()).isEqualTo("insert");
        assertThat(phase.get("per_second").asDouble()).isEqualTo(500);
        assertThat(phase.get("latency_kind").asText()).isEqualTo("SERVICE_TIME");
        assertThat(phase.get("latency_ms").get("p99").asDouble()).isGreaterThan(900);
        assertThat(phase.has("corrected_latency_ms")).isTrue();
        assertThat(json.get("queryable").get("operations_per_second").asDouble())
                .isEqualTo(400);
    }

    @Test
    void markdown_says_what_was_found() {
        assertThat(report(true, 0, 0).toMarkdown())
                .startsWith("# Benchmark: verified\n")
                .contains("| insert | 1,000 | 2.0 | 500 | 500.")
                .contains("Closed loop: latencies are service times")
                .contains(
                        "1,000 operations, all queryable 2.5 s after the first was sent and 0.5 s after the last was accepted")
                .contains("| events | 10 | 0 |")
                .contains("| machine | Linux; a processor, 2 processors, 1,024 MiB |");
        assertThat(report(false, 0, 1).toMarkdown())
                .startsWith("# Benchmark: NOT VERIFIED\n")
                .contains("Not all of 1,000 operations were queryable")
                .contains("| events | 10 | 1 |")
                .contains("- GET /x: expected a, found b");
    }

    private static Report report(boolean reached, int neverSeen, int wrong) {
        PhaseResult phase = new PhaseResult(
                Operation.INSERT, 1_000, Duration.ofSeconds(2), LatencyKind.SERVICE_TIME, micros(), 4, 0, 0);
        return Report.of(
                "2026-03-27T12:00:00Z",
                List.of(PhaseFigures.of(phase)),
                new Queryable(reached, 2.5, 0.5, 400),
                new FreshnessFigures(
                        List.of(new FreshnessFigures.Probed("insert", Percentiles.of(micros()))), 0, neverSeen),
                List.of(new CheckResult(
                        "events", 10, wrong, wrong == 0 ? List.of() : List.of("GET /x: expected a, found b"))),
                new GeneratorCost(5, 64),
                new Settings("http://localhost:8080", 4, 1_000, 0, 0, 0, 0, 42, List.of("event_a"), false, true),
                new Machine("Linux", "a processor", 2, 1_024, "a JVM"),
                new Versions("unknown", "0.1.0", "unknown"));
    }

    /** 1 ms to 1 s, one of each. */
    private static Histogram micros() {
        Histogram micros = new Histogram(10_000_000, 3);
        for (int millis = 1; millis <= 1_000; millis++) {
            micros.recordValue(millis * 1_000L);
        }
        return micros;
    }
}
