package dev.eventlane.systemtests.observe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is missing is noticed. */
class ShownMetricsTest {
    private static final String ACCEPTED = "eventlane_operations_accepted_total";
    private static final String REJECTED = "eventlane_operations_rejected_total";
    private static final String APPEND = "eventlane_kafka_append_duration_seconds_bucket";

    @Test
    void a_metric_that_nobody_tells_is_missing() {
        assertThat(told(new Series(REJECTED, Map.of("reason", "invalid"))).missing())
                .contains(
                        "nobody tells " + ACCEPTED + "{} (panel Operations accepted: sum(rate(" + ACCEPTED + "[1m])))")
                .noneMatch(missing -> missing.startsWith("nobody tells " + REJECTED));
    }

    @Test
    void a_label_that_a_metric_has_not_is_missing() {
        assertThat(told(new Series(REJECTED, Map.of())).missing())
                .contains("nothing has the label reason (panel Operations not taken, by reason: sum by (reason) (rate("
                        + REJECTED + "[1m])))");
    }

    @Test
    void a_value_that_no_series_has_is_missing() {
        Map<String, String> overloaded = Map.of("result", "overloaded", "le", "1.0");
        Map<String, String> durable = Map.of("result", "durable", "le", "1.0");

        assertThat(told(new Series(APPEND, overloaded)).missing())
                .anyMatch(missing -> missing.startsWith("nobody tells " + APPEND + "{result=\"durable\"}"));
        assertThat(told(new Series(APPEND, durable)).missing())
                .noneMatch(missing -> missing.startsWith("nobody tells " + APPEND));
    }

    private static ShownMetrics told(Series series) {
        return new ShownMetrics(Map.of("http-ingest", List.of(series)));
    }
}
