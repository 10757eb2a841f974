package dev.eventlane.systemtests.observe;

import java.util.List;
import java.util.stream.Collectors;

/** A metric that an expression asks for, and of which of its series. */
record Selector(String metric, List<Matcher> matchers) {
    /** What a label must be; the operator is one of {@code = != =~ !~}. */
    record Matcher(String label, String operator, String value) {
        boolean isEquality() {
            return operator.equals("=");
        }
    }

    Selector {
        matchers = List.copyOf(matchers);
    }

    /** Whether a rule computes it, by Prometheus's convention for names. */
    boolean isComputed() {
        return metric.contains(":");
    }

    @Override
    public String toString() {
        return matchers.stream()
                .map(matcher -> matcher.label() + matcher.operator() + '"' + matcher.value() + '"')
                .collect(Collectors.joining(",", metric + "{", "}"));
    }
}
