package dev.eventlane.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.eventlane.benchmark.workload.Workload;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** A benchmark that believes whatever it is told would call every system right. */
class BenchmarkTest {
    private static final String ROWS = "events, by conversation";
    private static final String BY_ID = "events, by ID";
    private static final String COUNTS = "events and errors per name";
    private static final String LATENCIES = "p95 latency per conversation and name";
    private static final String RATES = "conversations by error rate";
    private static final long SEED = 42;

    private static final Workload WORKLOAD = new Workload(SEED, 600, 240, 240, List.of());

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {"", "--batch=50", "--rate=20000", "--batch=50 --rate=20000", "--event-names=event_a,event_b"})
    void a_right_system_is_verified_in_every_mode(String mode) throws Exception {
        try (ScriptedSystem system = new ScriptedSystem(Lie.NONE, "", false)) {
            Outcome outcome = run(system, mode.isEmpty() ? new String[0] : mode.split(" ", -1));

            assertThat(outcome.exitCode()).as(outcome.output()).isZero();
            assertThat(outcome.wrong()).isEqualTo(Map.of(ROWS, 0L, BY_ID, 0L, COUNTS, 0L, LATENCIES, 0L, RATES, 0L));
            assertThat(outcome.compared(ROWS)).isEqualTo(600);
            assertThat(outcome.compared(BY_ID)).isEqualTo(2);
            assertThat(outcome.compared(LATENCIES)).isEqualTo(12);
            assertThat(outcome.report().get("verified").asBoolean()).isTrue();
            assertThat(outcome.report().get("queryable").get("reached").asBoolean())
                    .isTrue();
            assertThat(outcome.report().get("phases").findValuesAsText("phase"))
                    .containsExactly("insert", "update", "delete");
            assertThat(outcome.report().get("phases").findValuesAsText("operations"))
                    .containsExactly("600", "240", "240");
            assertThat(outcome.output()).startsWith("# Benchmark: verified");
        }
    }

    @Test
    void a_system_that_makes_the_ids_is_verified_too() throws Exception {
        try (ScriptedSystem system = new ScriptedSystem(Lie.NONE, "", true)) {
            Outcome outcome = run(system, "--server-ids");

            assertThat(outcome.exitCode()).as(outcome.output()).isZero();
            assertThat(outcome.compared(BY_ID)).isEqualTo(2);
        }
    }

    @Test
    void probes_are_seen_and_do_not_disturb_the_counts() throws Exception {
        try (ScriptedSystem system = new ScriptedSystem(Lie.NONE, "", false)) {
            // Their events have one of the names that are counted.
            Outcome outcome = run(system, "--event-names=event_a");

            JsonNode freshness = outcome.report().get("freshness");
            assertThat(outcome.exitCode()).as(outcome.output()).isZero();
            assertThat(freshness.get("never_seen").asInt()).isZero();
            assertThat(freshness.get("probes").findValuesAsText("operation")).contains("insert");
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void every_lie_is_found_where_it_is_told(Lie lie) throws Exception {
        try (ScriptedSystem system = new ScriptedSystem(lie, WORKLOAD.input(liedAbout(lie)), false)) {
            Outcome outcome = run(system, "--wait=1");

            assertThat(outcome.exitCode()).as(outcome.output()).isEqualTo(1);
            assertThat(outcome.report().get("verified").asBoolean()).isFalse();
            assertThat(outcome.output()).startsWith("# Benchmark: NOT VERIFIED").contains(": expected ");
            Map<String, Long> wrong = outcome.wrong();
            wrong.values().removeIf(count -> count == 0);
            assertThat(wrong.keySet()).isEqualTo(wrongChecks(lie));
        }
    }

    @Test
    void without_rows_the_analytics_are_compared_all_the_same() throws Exception {
        int changed = liedAbout(Lie.CHANGES_A_TEXT);
        try (ScriptedSystem system = new ScriptedSystem(Lie.CHANGES_A_TEXT, WORKLOAD.input(changed), false)) {
            Outcome outcome = run(system, "--no-verify-rows");

            assertThat(outcome.exitCode()).as(outcome.output()).isZero();
            assertThat(outcome.wrong().keySet()).containsExactlyInAnyOrder(COUNTS, LATENCIES, RATES);
            assertThat(outcome.output()).contains("| events (`--no-verify-rows`) | none | |");
        }
    }

    @Test
    void a_seed_that_was_used_before_is_refused() throws Exception {
        try (ScriptedSystem system = new ScriptedSystem(Lie.NONE, "", false)) {
            run(system);
            Outcome again = run(system);

            assertThat(again.exitCode()).isEqualTo(1);
            assertThat(again.errors()).contains("events of seed 42 are there already: give another seed");
        }
    }

    @Test
    void options_that_break_a_rule_are_refused_before_anything_is_sent() {
        assertThat(execute("--url=https://localhost").exitCode()).isEqualTo(2);
        assertThat(execute("--inserts=1", "--updates=2", "--deletes=0").errors())
                .contains("2 updates and 0 deletes of 1 events are not possible");
        assertThat(execute("--event-names=a b").errors()).contains("the event name 'a b'");
        assertThat(execute("--json=" + folder.resolve("none/report.json")).errors())
                .contains("report.json does not exist: create it first");
    }

    /** Of which event a lie shows. */
    private static int liedAbout(Lie lie) {
        IntPredicate event =
                switch (lie) {
                    case FORGETS_AN_UPDATE -> i -> WORKLOAD.isUpdated(i) && !WORKLOAD.isDeleted(i) && !isReadById(i);
                    case KEEPS_WHAT_IS_DELETED ->
                        i -> WORKLOAD.isDeleted(i) && !WORKLOAD.isUpdated(i) && !isReadById(i);
                    case FINDS_WHAT_IS_DELETED_BY_ITS_ID -> i -> WORKLOAD.isDeleted(i) && isReadById(i);
                    default -> i -> !WORKLOAD.isDeleted(i) && !isReadById(i);
                };
        return IntStream.range(0, WORKLOAD.creates()).filter(event).findFirst().orElseThrow();
    }

    private static boolean isReadById(int event) {
        int conversation = WORKLOAD.conversationOf(event);
        return conversation % 10 == 0 && event == WORKLOAD.firstOf(conversation) + conversation;
    }

    private static Set<String> wrongChecks(Lie lie) {
        return switch (lie) {
            case NONE -> Set.of();
            case LOSES_AN_INSERT, KEEPS_WHAT_IS_DELETED -> Set.of(ROWS, COUNTS, LATENCIES, RATES);
            case FORGETS_AN_UPDATE -> Set.of(ROWS, COUNTS, RATES);
            case CHANGES_A_TEXT, SHOWS_AN_EVENT_TWICE -> Set.of(ROWS);
            case FINDS_WHAT_IS_DELETED_BY_ITS_ID -> Set.of(BY_ID);
            case COUNTS_AN_ERROR_TOO_MUCH -> Set.of(COUNTS, RATES);
            case ROUNDS_A_LATENCY -> Set.of(LATENCIES);
            case LEAVES_OUT_A_CONVERSATION, SORTS_WRONGLY -> Set.of(LATENCIES, RATES);
        };
    }

    private Outcome run(ScriptedSystem system, String... more) throws Exception {
        Path report = folder.resolve("report.json");
        List<String> arguments = new ArrayList<>(List.of(
                "--url=" + system.url(),
                "--concurrency=4",
                "--inserts=600",
                "--updates=240",
                "--deletes=240",
                "--seed=" + SEED,
                "--json=" + report));
        arguments.addAll(List.of(more));
        Outcome outcome = execute(arguments.toArray(String[]::new));
        JsonNode json = Files.exists(report) ? new ObjectMapper().readTree(report.toFile()) : null;
        return new Outcome(outcome.exitCode(), outcome.output(), outcome.errors(), json);
    }

    private static Outcome execute(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine benchmark =
                Benchmark.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        int exitCode = benchmark.execute(arguments);
        return new Outcome(exitCode, out.toString(), err.toString(), null);
    }

    private record Outcome(int exitCode, String output, String errors, JsonNode report) {
        Map<String, Long> wrong() {
            Map<String, Long> wrong = new TreeMap<>();
            report.get("checks")
                    .forEach(check -> wrong.put(
                            check.get("what").asText(), check.get("wrong").asLong()));
            return wrong;
        }

        long compared(String what) {
            for (JsonNode check : report.get("checks")) {
                if (check.get("what").asText().equals(what)) {
                    return check.get("compared").asLong();
                }
            }
            throw new AssertionError("nothing was compared of " + what);
        }
    }
}
