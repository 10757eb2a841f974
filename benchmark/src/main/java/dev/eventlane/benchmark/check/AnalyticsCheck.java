package dev.eventlane.benchmark.check;

import com.fasterxml.jackson.databind.JsonNode;
import dev.eventlane.benchmark.http.Api;
import dev.eventlane.benchmark.workload.BenchEvent;
import dev.eventlane.benchmark.workload.Workload;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The two rankings of conversations, recounted from what the run wrote. */
public final class AnalyticsCheck {
    private static final int LIMIT = 10_000;
    private static final double P95 = 0.95;

    private final Api api;
    private final Workload workload;

    public AnalyticsCheck(Api api, Workload workload) {
        this.api = api;
        this.workload = workload;
    }

    /** Compares both. */
    public List<CheckResult> compare() throws InterruptedException {
        List<RankedEntry> latencies = new ArrayList<>();
        List<RankedEntry> errors = new ArrayList<>();
        for (int conversation = 0; conversation < workload.conversations(); conversation++) {
            List<BenchEvent> events = IntStream.range(workload.firstOf(conversation), workload.endOf(conversation))
                    .filter(event -> !workload.isDeleted(event))
                    .mapToObj(workload::expected)
                    .toList();
            if (!events.isEmpty()) {
                String id = workload.conversationId(conversation);
                double errorCount = events.stream().filter(BenchEvent::isError).count();
                latencies.add(
                        new RankedEntry(latencyKey(id, workload.eventName(conversation)), List.of(p95(events), (double)
                                events.size())));
                errors.add(
                        new RankedEntry(id, List.of(errorCount / events.size(), (double) events.size(), errorCount)));
            }
        }
        return List.of(
                compare("p95 latency per conversation and name", "/analytics/latency", new Ranking(latencies, 1)),
                compare("conversations by error rate", "/analytics/sessions/top-errors", new Ranking(errors, 2)));
    }

    private CheckResult compare(String what, String route, Ranking ranking) throws InterruptedException {
        // A server that does not know the filter answers others' entries too; they are left out.
        String path = route + "?limit=" + LIMIT + "&"
                + workload.eventNames().stream()
                        .map(name -> "event_name=" + Api.encoded(name))
                        .collect(Collectors.joining("&"));
        Findings findings = new Findings(what);
        JsonNode answer;
        try {
            answer = api.read(path);
        } catch (IOException e) {
            findings.wrong("GET " + route, "an answer", e);
            return findings.result();
        }
        List<RankedEntry> own = new ArrayList<>();
        for (JsonNode entry : answer) {
            if (entry.path("conversation_id").asText().startsWith(workload.conversationPrefix())) {
                own.add(entry.has("error_rate") ? errorEntry(entry) : latencyEntry(entry));
            }
        }
        ranking.compare("GET " + route, own, answer.size() < LIMIT, findings);
        return findings.result();
    }

    private static RankedEntry latencyEntry(JsonNode entry) {
        return new RankedEntry(
                latencyKey(
                        entry.path("conversation_id").asText(),
                        entry.path("event_name").asText()),
                List.of(number(entry, "p95_latency"), number(entry, "event_count")));
    }

    private static RankedEntry errorEntry(JsonNode entry) {
        return new RankedEntry(
                entry.path("conversation_id").asText(),
                List.of(number(entry, "error_rate"), number(entry, "total_events"), number(entry, "error_events")));
    }

    private static double number(JsonNode entry, String field) {
        return entry.path(field).asDouble(Double.NaN);
    }

    private static String latencyKey(String conversationId, String eventName) {
        return conversationId + " " + eventName;
    }

    /** Interpolates linearly between the two nearest events, as ClickHouse's quantile does. */
    static double p95(List<BenchEvent> events) {
        double[] sorted =
                events.stream().mapToDouble(BenchEvent::latency).sorted().toArray();
        double rank = P95 * (sorted.length - 1);
        int below = (int) rank;
        double above = sorted[Math.min(below + 1, sorted.length - 1)];
        return sorted[below] + (rank - below) * (above - sorted[below]);
    }
}
