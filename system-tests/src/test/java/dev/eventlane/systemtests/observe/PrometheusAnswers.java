package dev.eventlane.systemtests.observe;

import com.fasterxml.jackson.databind.JsonNode;
import dev.eventlane.systemtests.Client;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a real Prometheus has to say. */
public final class PrometheusAnswers {
    private final Client client;

    public PrometheusAnswers(URI prometheus) {
        client = new Client(prometheus);
    }

    /** The health of each server, {@code up} or not, by its job. */
    public Map<String, String> targets() {
        Map<String, String> targets = new TreeMap<>();
        for (JsonNode target : client.get("/api/v1/targets").data().get("activeTargets")) {
            targets.put(target.at("/labels/job").asText(), target.get("health").asText());
        }
        return targets;
    }

    /** Rules that could not be evaluated, each with why. */
    public List<String> brokenRules() {
        List<String> broken = new ArrayList<>();
        for (JsonNode group : client.get("/api/v1/rules").data().get("groups")) {
            for (JsonNode rule : group.get("rules")) {
                if (!rule.get("health").asText().equals("ok")) {
                    broken.add(rule.get("name").asText() + " is " + rule.get("health") + ": "
                            + rule.path("lastError").asText());
                }
            }
        }
        return broken;
    }

    /**
     * What it has no data for: expressions of the dashboard; of the rules each metric that they ask for, because an alert that rests
     * has no data of its own.
     */
    public List<String> withoutData() {
        List<String> without = new ArrayList<>();
        for (Expression expression : ObservabilityFiles.ofDashboard()) {
            if (isEmpty(expression.text())) {
                without.add(expression.toString());
            }
        }
        for (Expression expression : ObservabilityFiles.ofRules()) {
            for (Selector selector : expression.parsed().selectors()) {
                if (isEmpty(selector.metric())) {
                    without.add(selector + " of " + expression);
                }
            }
        }
        return without;
    }

    private boolean isEmpty(String query) {
        Client.Answer answer = client.get("/api/v1/query?query=" + URLEncoder.encode(query, StandardCharsets.UTF_8));
        if (answer.status() != 200) {
            throw new IllegalStateException("Prometheus does not understand %s: %s".formatted(query, answer.body()));
        }
        return answer.data().get("result").isEmpty();
    }
}
