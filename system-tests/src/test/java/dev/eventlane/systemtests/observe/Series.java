package dev.eventlane.systemtests.observe;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A line of what a server tells Prometheus, without its value.
 *
 * @param metric with its suffix, such as {@code _count}
 */
record Series(String metric, Map<String, String> labels) {
    private static final Pattern LINE =
            Pattern.compile("([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\\{(.*)})?\\s+\\S+(?:\\s+-?\\d+)?");
    private static final Pattern LABEL = Pattern.compile("([a-zA-Z_]\\w*)=\"((?:[^\"\\\\]|\\\\.)*)\"");

    Series {
        labels = Map.copyOf(labels);
    }

    /**
     * All of them.
     *
     * @param exposition Prometheus's text format
     * @throws IllegalArgumentException if a line of it breaks that format
     */
    static List<Series> parse(String exposition) {
        List<Series> series = new ArrayList<>();
        exposition
                .lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .forEach(line -> series.add(parseLine(line)));
        return series;
    }

    private static Series parseLine(String line) {
        Matcher matcher = LINE.matcher(line);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("no line of Prometheus's text format: " + line);
        }
        Map<String, String> labels = new HashMap<>();
        if (matcher.group(2) != null) {
            LABEL.matcher(matcher.group(2)).results().forEach(label -> labels.put(label.group(1), label.group(2)));
        }
        return new Series(matcher.group(1), labels);
    }

    /** Whether it is one that the selector means, as far as equality goes; which server tells it is not asked. */
    boolean isMeantBy(Selector selector) {
        return metric.equals(selector.metric())
                && selector.matchers().stream()
                        .filter(Selector.Matcher::isEquality)
                        .filter(matcher -> !ShownMetrics.OF_TARGETS.contains(matcher.label()))
                        .allMatch(matcher -> matcher.value().equals(labels.get(matcher.label())));
    }
}
