package dev.eventlane.benchmark.check;

import java.util.ArrayList;
import java.util.List;

/** Counts what is compared and what differs, and remembers some of it. Thread-safe. */
final class Findings {
    private static final int MAX_EXAMPLES = 10;

    private final String what;
    private final List<String> examples = new ArrayList<>();
    private long compared;
    private long wrong;

    Findings(String what) {
        this.what = what;
    }

    synchronized void compared(long count) {
        compared += count;
    }

    /** Something is wrong: where, and both values. */
    void wrong(String where, Object expected, Object found) {
        wrong(text(where, expected, found));
    }

    /** Something is wrong, in words. */
    synchronized void wrong(String difference) {
        wrong++;
        if (examples.size() < MAX_EXAMPLES) {
            examples.add(difference);
        }
    }

    static String text(String where, Object expected, Object found) {
        return "%s: expected %s, found %s".formatted(where, expected, found);
    }

    synchronized CheckResult result() {
        return new CheckResult(what, compared, wrong, examples);
    }
}
