package dev.eventlane.analytics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.eventlane.http.accesslog.AccessLog;
import dev.eventlane.http.metrics.MetricType;
import dev.eventlane.http.metrics.Metrics;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the reads show to Prometheus. */
class MetricsITCase {
    @TempDir
    static Path folder;

    @Test
    void requests_are_counted_by_route_and_nothing_is_shown_that_is_not_documented() throws Exception {
        try (AnalyticsFixture api = AnalyticsFixture.start(folder)) {
            api.get("/event/0195d6a0-0000-7000-8000-00000000000a");
            await().untilAsserted(() -> assertThat(api.get("/metrics").body())
                    .contains("http_server_request_duration_seconds_count{http_request_method=\"GET\","
                            + "http_response_status_code=\"404\",http_route=\"/event/{id}\"} 1"));

            Set<String> shown = Pattern.compile("^# TYPE (\\S+ \\S+)$", Pattern.MULTILINE)
                    .matcher(api.get("/metrics").body())
                    .results()
                    .map(match -> match.group(1))
                    .collect(Collectors.toSet());
            assertThat(Stream.concat(Metrics.FAMILIES.stream(), AccessLog.FAMILIES.stream())
                            .map(family -> family.name() + " " + name(family.type())))
                    .containsAll(shown);
        }
    }

    private static String name(MetricType type) {
        return type.name().toLowerCase(Locale.ROOT);
    }
}
