package dev.eventlane.benchmark.check;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A ranking as it must be. Entries of the same rank may stand in any order, and entries of others may stand between them. */
final class Ranking {
    private final List<RankedEntry> sorted;
    private final Map<String, RankedEntry> byKey;
    private final int rankedBy;

    /**
     * A ranking.
     *
     * @param rankedBy by how many values, the first ones, each descending
     */
    Ranking(List<RankedEntry> entries, int rankedBy) {
        Comparator<RankedEntry> order = Comparator.comparing(entry -> 0);
        for (int i = 0; i < rankedBy; i++) {
            int value = i;
            order = order.thenComparing(
                    Comparator.comparing((RankedEntry entry) -> entry.values().get(value))
                            .reversed());
        }
        this.sorted = entries.stream().sorted(order).toList();
        this.byKey = entries.stream().collect(Collectors.toMap(RankedEntry::key, Function.identity()));
        this.rankedBy = rankedBy;
    }

    /**
     * Compares an answer.
     *
     * @param found the entries of this run, as they were answered
     * @param complete whether the answer had room for all entries
     */
    void compare(String where, List<RankedEntry> found, boolean complete, Findings findings) {
        findings.compared(complete ? sorted.size() : found.size());
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < found.size(); i++) {
            RankedEntry entry = found.get(i);
            RankedEntry expected = byKey.get(entry.key());
            String place = where + ", entry " + i;
            if (expected == null || !seen.add(entry.key())) {
                findings.wrong(place, "no such entry, or not again", entry);
            } else if (!expected.agrees(entry, expected.values().size())) {
                findings.wrong(place, expected, entry);
            } else if (i >= sorted.size()) {
                findings.wrong(place, "no further entry", entry);
            } else if (!sorted.get(i).agrees(entry, rankedBy)) {
                findings.wrong(place, "the rank of " + sorted.get(i), entry);
            }
        }
        if (complete && seen.size() < sorted.size()) {
            for (RankedEntry entry : sorted) {
                if (!seen.contains(entry.key())) {
                    findings.wrong(where, entry, "nothing");
                }
            }
        }
    }
}
