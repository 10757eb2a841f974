package dev.eventlane.systemtests.chaos;

import dev.eventlane.systemtests.fault.Fault;
import dev.eventlane.systemtests.model.Difference;
import dev.eventlane.systemtests.model.Difference.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What all rounds together came to. */
final class Tally {
    private final List<RoundResult> rounds = new ArrayList<>();
    private final List<Difference> differences = new ArrayList<>();

    void add(RoundResult round) {
        rounds.add(round);
        differences.addAll(round.differences());
    }

    /** What the comparison of everything at the end found. */
    void add(List<Difference> atTheEnd) {
        differences.addAll(atTheEnd);
    }

    int rounds() {
        return rounds.size();
    }

    boolean isClean() {
        return differences.isEmpty();
    }

    String toMarkdown() {
        StringBuilder table = new StringBuilder();
        row(table, "what", "count");
        row(table, "---", "---:");
        row(table, "rounds", rounds.size());
        row(
                table,
                "operations accepted",
                rounds.stream().mapToLong(RoundResult::accepted).sum());
        row(
                table,
                "requests sent again",
                rounds.stream().mapToLong(RoundResult::retries).sum());
        row(
                table,
                "restarts of the job",
                rounds.stream().mapToLong(RoundResult::jobRestarts).sum());
        for (Kind kind : Kind.values()) {
            row(table, kind.name().toLowerCase(Locale.ROOT), count(kind));
        }
        table.append(System.lineSeparator());
        row(table, "fault", "times", "of them alone", "caught up: median", "longest", "back: median", "longest");
        row(table, "---", "---:", "---:", "---:", "---:", "---:", "---:");
        strikes().forEach((fault, times) -> addRecovery(table, fault, times, alone(fault)));
        List<RoundResult> pairs =
                rounds.stream().filter(round -> round.faults().size() > 1).toList();
        addRecovery(table, "two at once", (long) pairs.size(), pairs);
        return table.toString();
    }

    private long count(Kind kind) {
        return differences.stream()
                .filter(difference -> difference.kind() == kind)
                .count();
    }

    private Map<String, Long> strikes() {
        return rounds.stream()
                .flatMap(round -> round.faults().stream())
                .collect(Collectors.groupingBy(Fault::title, TreeMap::new, Collectors.counting()));
    }

    private List<RoundResult> alone(String fault) {
        return rounds.stream().filter(round -> round.faultNames().equals(fault)).toList();
    }

    private static void addRecovery(StringBuilder table, String what, Long times, List<RoundResult> measured) {
        List<Duration> caughtUp = measured.stream()
                .map(round -> round.recovery().caughtUp())
                .sorted()
                .toList();
        List<Duration> back =
                measured.stream().map(round -> round.recovery().back()).sorted().toList();
        row(table, what, times, measured.size(), median(caughtUp), longest(caughtUp), median(back), longest(back));
    }

    private static String median(List<Duration> sorted) {
        return sorted.isEmpty() ? "" : seconds(sorted.get((sorted.size() - 1) / 2));
    }

    private static String longest(List<Duration> sorted) {
        return sorted.isEmpty() ? "" : seconds(sorted.get(sorted.size() - 1));
    }

    private static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1e3);
    }

    private static void row(StringBuilder table, Object... cells) {
        for (Object cell : cells) {
            table.append("| ")
                    .append(
                            cell instanceof Number number
                                    ? String.format(Locale.ROOT, "%,d", number.longValue())
                                    : cell)
                    .append(' ');
        }
        table.append('|').append(System.lineSeparator());
    }
}
