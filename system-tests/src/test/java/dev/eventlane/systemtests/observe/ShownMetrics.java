package dev.eventlane.systemtests.observe;

import dev.eventlane.localstack.LocalStack;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What the servers of a stack tell Prometheus now.
 *
 * @param byJob by what Prometheus calls the server
 */
public record ShownMetrics(Map<String, List<Series>> byJob) {
    /** Labels that Prometheus itself adds. */
    static final Set<String> OF_TARGETS = Set.of("job", "instance");

    /** What Prometheus itself tells of each server. */
    private static final String UP = "up";

    /** Statuses come with the answers that have them, and a system in health gives no errors. */
    private static final String STATUS = "http_response_status_code";

    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    /** Asks all of them. */
    public static ShownMetrics of(LocalStack stack) {
        Map<String, List<Series>> byJob = new TreeMap<>();
        stack.metrics().forEach((job, address) -> byJob.put(job, Series.parse(text(address))));
        return new ShownMetrics(byJob);
    }

    /** What the rules and the dashboard ask for in vain, each with its place; empty if there is an answer to everything. */
    public List<String> missing() {
        List<String> missing = new ArrayList<>();
        Stream.concat(ObservabilityFiles.ofRules().stream(), ObservabilityFiles.ofDashboard().stream())
                .forEach(expression -> missing.addAll(missing(expression)));
        return missing;
    }

    private List<String> missing(Expression expression) {
        PromQl parsed = expression.parsed();
        List<Selector> told = parsed.selectors().stream()
                .filter(selector -> !selector.isComputed() && !selector.metric().equals(UP))
                .toList();
        List<String> missing = new ArrayList<>();
        for (Selector selector : told) {
            List<Series> meant = meant(selector);
            if (meant.isEmpty()) {
                missing.add("nobody tells %s (%s)".formatted(selector, expression));
            }
            selector.matchers().stream()
                    .map(Selector.Matcher::label)
                    .filter(label -> !isLabel(label, meant))
                    .forEach(label -> missing.add("%s has no label %s (%s)".formatted(selector, label, expression)));
        }
        parsed.grouping().stream()
                .filter(label -> !told.isEmpty())
                .filter(label -> told.stream().noneMatch(selector -> isLabel(label, meant(selector))))
                .forEach(label -> missing.add("nothing has the label %s (%s)".formatted(label, expression)));
        return missing;
    }

    private List<Series> meant(Selector selector) {
        List<Selector.Matcher> matchers = selector.matchers().stream()
                .filter(matcher -> !matcher.label().equals(STATUS))
                .toList();
        Selector inHealth = new Selector(selector.metric(), matchers);
        return byJob.entrySet().stream()
                .filter(job -> matchers.stream()
                        .filter(matcher ->
                                matcher.isEquality() && matcher.label().equals("job"))
                        .allMatch(matcher -> matcher.value().equals(job.getKey())))
                .flatMap(job -> job.getValue().stream())
                .filter(series -> series.isMeantBy(inHealth))
                .toList();
    }

    private static boolean isLabel(String label, List<Series> series) {
        return OF_TARGETS.contains(label)
                || series.stream().anyMatch(one -> one.labels().containsKey(label));
    }

    private static String text(URI address) {
        HttpRequest request = HttpRequest.newBuilder(address).timeout(TIMEOUT).build();
        try {
            HttpResponse<String> answer = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new IllegalStateException("%s answered %d".formatted(address, answer.statusCode()));
            }
            return answer.body();
        } catch (IOException e) {
            throw new UncheckedIOException(address + " did not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while asking " + address, e);
        }
    }
}
