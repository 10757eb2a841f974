package dev.eventlane.systemtests.observe;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.eventlane.localstack.layout.Home;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** What Prometheus and Grafana read, as it lies in the project. */
final class ObservabilityFiles {
    static final Path PROJECT = Home.find().root();
    static final Path PROMETHEUS = PROJECT.resolve("deploy/observability/prometheus");

    private static final Path DASHBOARD = PROJECT.resolve("deploy/observability/grafana/dashboards/eventlane.json");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

    private ObservabilityFiles() {}

    /** The alerting rules. */
    static List<JsonNode> alerts() {
        return rules().filter(rule -> rule.has("alert")).toList();
    }

    /** The rules that compute metrics; one metric may have several, with other labels. */
    static List<JsonNode> computed() {
        return rules().filter(rule -> rule.has("record")).toList();
    }

    /** The tests of promtool. */
    static List<JsonNode> tests() {
        return list(read(YAML, PROMETHEUS.resolve("rules-test.yml")).get("tests"));
    }

    /** Rows and panels of the dashboard, in their order. */
    static List<JsonNode> panels() {
        return list(read(JSON, DASHBOARD).get("panels"));
    }

    static List<Expression> ofRules() {
        return rules().map(rule -> new Expression(
                        "rule " + rule.path("alert").asText()
                                + rule.path("record").asText(),
                        rule.get("expr").asText()))
                .toList();
    }

    /** With Grafana's interval filled in, as for a dashboard of the last hour. */
    static List<Expression> ofDashboard() {
        List<Expression> expressions = new ArrayList<>();
        for (JsonNode panel : panels()) {
            for (JsonNode target : panel.path("targets")) {
                expressions.add(new Expression(
                        "panel " + panel.get("title").asText(),
                        target.get("expr").asText().replace("$__rate_interval", "1m")));
            }
        }
        return expressions;
    }

    private static Stream<JsonNode> rules() {
        return list(read(YAML, PROMETHEUS.resolve("rules.yml")).get("groups")).stream()
                .flatMap(group -> list(group.get("rules")).stream());
    }

    private static List<JsonNode> list(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).toList();
    }

    private static JsonNode read(ObjectMapper mapper, Path file) {
        try {
            return mapper.readTree(file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read", e);
        }
    }
}
