package dev.eventlane.benchmark.check;

import java.util.List;

/**
 * What a comparison found.
 *
 * @param what was compared
 * @param compared how many of them
 * @param wrong how many of them differ, are missing, or are there too much
 * @param examples some of these, in words
 */
public record CheckResult(String what, long compared, long wrong, List<String> examples) {
    public CheckResult {
        examples = List.copyOf(examples);
    }
}
