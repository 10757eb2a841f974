package dev.eventlane.deploy.supply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.eventlane.deploy.Repository;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The bill of materials of this build: what our programs are made of, under licences that we accept. */
class LicencesTest {
    private static final Path BILL = Repository.path("target/bom.json");

    private static final String OURS = "dev.eventlane";

    /** They let everybody use, change and pass on what is under Apache-2.0, as this project is, together with what is under them. */
    private static final Set<String> ACCEPTED = Set.of("Apache-2.0", "MIT", "BSD-2-Clause", "BSD-3-Clause");

    /** What says its licence in words of its own, or not at all. */
    private static final Map<String, String> IN_OTHER_WORDS = Map.of("com.google.re2j:re2j", "BSD-3-Clause");

    private static final Set<String> PROGRAMS =
            Set.of("http-ingest", "analytics-api", "flink-job", "dead-letter-replay");

    private static List<JsonNode> components;

    @BeforeAll
    static void read() throws Exception {
        assumeTrue(Files.exists(BILL), "target/bom.json is not there: 'mvn verify' of all modules makes it");
        components = new ArrayList<>();
        Set<String> ours = new TreeSet<>();
        new ObjectMapper().readTree(BILL.toFile()).path("components").forEach(component -> {
            if (component.path("group").asText().equals(OURS)) {
                ours.add(component.path("name").asText());
            } else {
                components.add(component);
            }
        });
        assumeTrue(
                ours.containsAll(PROGRAMS),
                () -> "target/bom.json is of a build of " + ours
                        + " only: 'mvn verify' of all modules makes a whole one");
    }

    @Test
    void every_library_is_under_a_licence_that_we_accept() {
        List<String> refused = components.stream()
                .filter(component -> licences(component).stream().noneMatch(ACCEPTED::contains))
                .map(component -> name(component) + " " + licences(component))
                .toList();

        assertThat(refused)
                .as("not under %s: choose another library, or say here why the licence is right", ACCEPTED)
                .isEmpty();
    }

    @Test
    void the_bill_lists_what_programs_are_made_of_and_nothing_that_only_tests_use() {
        assertThat(components.stream().map(LicencesTest::name))
                .contains(
                        "org.apache.kafka:kafka-clients",
                        "io.undertow:undertow-core",
                        "com.clickhouse:client-v2",
                        "org.apache.flink:flink-connector-kafka")
                .doesNotContain("org.junit.jupiter:junit-jupiter", "org.assertj:assertj-core");
    }

    @Test
    void no_exception_is_left_of_a_library_that_is_gone() {
        assertThat(components.stream().map(LicencesTest::name)).containsAll(IN_OTHER_WORDS.keySet());
    }

    /** Whoever offers several lets one choose. */
    private static Set<String> licences(JsonNode component) {
        Set<String> licences = new TreeSet<>();
        component.path("licenses").forEach(choice -> {
            JsonNode licence = choice.path("license");
            licences.add(licence.path("id")
                    .asText(licence.path("name")
                            .asText(choice.path("expression").asText())));
        });
        String known = IN_OTHER_WORDS.get(name(component));
        return known == null ? licences : Set.of(known);
    }

    private static String name(JsonNode component) {
        return component.path("group").asText() + ":" + component.path("name").asText();
    }
}
