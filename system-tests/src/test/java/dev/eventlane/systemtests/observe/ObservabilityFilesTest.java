package dev.eventlane.systemtests.observe;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Rules, their tests, the dashboard and the runbook speak of the same things. */
class ObservabilityFilesTest {
    private static final Pattern ALERT = Pattern.compile("\\bEventlane[A-Z]\\w+");

    @Test
    void each_alert_has_an_entry_in_the_runbook_and_points_at_it() throws Exception {
        List<String> headings = Files.readAllLines(ObservabilityFiles.PROJECT.resolve("docs/runbook.md")).stream()
                .filter(line -> line.startsWith("## "))
                .map(line -> line.substring(3))
                .toList();

        assertThat(headings).containsExactlyElementsOf(names());
        for (JsonNode alert : ObservabilityFiles.alerts()) {
            assertThat(alert.at("/annotations/runbook").asText())
                    .isEqualTo("docs/runbook.md#" + anchor(alert.get("alert").asText()));
        }
    }

    @Test
    void each_alert_says_what_is_wrong_and_how_bad_it_is() {
        assertThat(ObservabilityFiles.alerts()).isNotEmpty().allSatisfy(alert -> {
            assertThat(alert.at("/annotations/summary").asText()).isNotBlank();
            assertThat(alert.at("/labels/severity").asText()).isIn("critical", "warning");
        });
    }

    @Test
    void each_alert_is_fired_by_a_test_and_rests_in_health() {
        assertThat(alertsTested(ObservabilityFiles.tests().get(0), false)).containsExactlyInAnyOrderElementsOf(names());
        assertThat(ObservabilityFiles.tests().stream()
                        .skip(1)
                        .flatMap(test -> alertsTested(test, true).stream())
                        .collect(Collectors.toSet()))
                .containsExactlyInAnyOrderElementsOf(names());
    }

    @Test
    void what_rules_compute_is_tested_and_used_and_nothing_else_is() {
        Set<String> computed = ObservabilityFiles.computed().stream()
                .map(rule -> rule.get("record").asText())
                .collect(Collectors.toSet());

        assertThat(Stream.concat(ObservabilityFiles.ofRules().stream(), ObservabilityFiles.ofDashboard().stream())
                        .flatMap(expression -> expression.parsed().selectors().stream())
                        .filter(Selector::isComputed)
                        .map(Selector::metric)
                        .distinct())
                .containsExactlyInAnyOrderElementsOf(computed);
        assertThat(ObservabilityFiles.tests().get(0).findValuesAsText("expr")).containsAll(computed);
    }

    @Test
    void the_dashboard_asks_an_operators_questions_in_their_order() {
        assertThat(ObservabilityFiles.panels().stream()
                        .filter(panel -> panel.get("type").asText().equals("row"))
                        .map(row -> row.get("title").asText()))
                .containsExactly(
                        "1. Are events coming in?",
                        "2. Are they refused?",
                        "3. Is Kafka behind?",
                        "4. Is the job checkpointing?",
                        "5. Is ClickHouse taking them?",
                        "6. How fresh is what users see?");
    }

    @Test
    void each_panel_explains_itself_and_names_only_alerts_that_there_are() {
        Set<String> alerts = new TreeSet<>(names());
        assertThat(ObservabilityFiles.panels())
                .filteredOn(panel -> !panel.get("type").asText().equals("row"))
                .isNotEmpty()
                .allSatisfy(panel -> {
                    assertThat(panel.get("description").asText()).isNotBlank();
                    assertThat(panel.at("/fieldConfig/defaults/unit").asText()).isNotBlank();
                    assertThat(panel.get("targets")).isNotEmpty();
                    assertThat(alerts)
                            .containsAll(alertsIn(panel.get("description").asText()));
                });
        assertThat(ObservabilityFiles.panels())
                .extracting(panel -> panel.get("id").asInt())
                .doesNotHaveDuplicates();
    }

    @Test
    void the_runbook_names_only_alerts_that_there_are() throws Exception {
        assertThat(names())
                .containsAll(alertsIn(Files.readString(ObservabilityFiles.PROJECT.resolve("docs/runbook.md"))));
    }

    private static List<String> names() {
        return ObservabilityFiles.alerts().stream()
                .map(alert -> alert.get("alert").asText())
                .toList();
    }

    private static Set<String> alertsTested(JsonNode test, boolean firing) {
        Set<String> tested = new TreeSet<>();
        for (JsonNode step : test.path("alert_rule_test")) {
            if (step.get("exp_alerts").isEmpty() != firing) {
                tested.add(step.get("alertname").asText());
            }
        }
        return tested;
    }

    private static List<String> alertsIn(String text) {
        return ALERT.matcher(text).results().map(MatchResult::group).distinct().toList();
    }

    /** As Markdown makes it of a heading of one word. */
    private static String anchor(String heading) {
        return heading.toLowerCase(Locale.ROOT);
    }
}
