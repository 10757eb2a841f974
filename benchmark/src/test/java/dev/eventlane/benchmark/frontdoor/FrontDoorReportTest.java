package dev.eventlane.benchmark.frontdoor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eventlane.benchmark.frontdoor.FrontDoorReport.Bar;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FrontDoorReportTest {
    @Test
    void what_is_good_enough_meets_every_bar() {
        assertThat(report(50, 60_000, 50, 0, new Outage(8, Map.of(503, 9L), 2_000, 5, 0))
                        .bars())
                .allMatch(Bar::met);
    }

    @Test
    void whatever_falls_short_is_named() {
        assertThat(report(49, 59_999, 51, 1, new Outage(8, Map.of(500, 1L, 503, 9L), 1_000, 5, 1)).bars().stream()
                        .filter(bar -> !bar.met())
                        .map(Bar::what))
                .containsExactly(
                        "single writes, of the bare server's",
                        "events in batches of 500",
                        "p99 of a single write at half of the rate",
                        "accepted events that Kafka does not have",
                        "slowest answer while the broker is away",
                        "acknowledged events missing after the outage");
    }

    private static FrontDoorReport report(double single, double events, double p99, long uncounted, Outage outage) {
        return new FrontDoorReport(
                List.of(90.0, 100.0, 300.0),
                List.of(1.0, single, 1_000.0),
                List.of(1.0, 2.0),
                List.of(events - 1, events + 1),
                single / 2,
                List.of(1.0, p99, 99.0),
                Map.of(),
                uncounted,
                outage,
                200 << 20,
                256 << 20);
    }
}
