package dev.eventlane.http.metrics;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * A family of metrics, as Prometheus shows it. The reference is made of these, and the meters too as far as they are ours.
 *
 * @param labels in the order in which the reference names them
 * @param presence when it is there
 * @param description one sentence, without a full stop
 */
public record MetricFamily(String name, MetricType type, List<String> labels, Presence presence, String description) {
    /** When a family is in the exposition. */
    public enum Presence {
        /** From the start. */
        ALWAYS,
        /** Once what it counts has happened, or where the JVM has it. */
        WHEN_IT_HAPPENS
    }

    public MetricFamily {
        requireNonNull(name, "name is null");
        requireNonNull(type, "type is null");
        labels = List.copyOf(labels);
        requireNonNull(presence, "presence is null");
        requireNonNull(description, "description is null");
    }

    /** One that is there from the start. */
    public static MetricFamily of(String name, MetricType type, String description, String... labels) {
        return new MetricFamily(name, type, List.of(labels), Presence.ALWAYS, description);
    }

    /** The same, if it is there only later. */
    public MetricFamily whenItHappens() {
        return new MetricFamily(name, type, labels, Presence.WHEN_IT_HAPPENS, description);
    }

    /** A Markdown table of the families, a line each. */
    public static String table(List<MetricFamily> families) {
        return "| metric | type | labels | what it is |\n| --- | --- | --- | --- |\n"
                + families.stream().map(MetricFamily::line).collect(Collectors.joining());
    }

    private String line() {
        String labelled = labels.stream().map(label -> "`" + label + "`").collect(Collectors.joining(", "));
        return "| `" + name + "` | " + type.name().toLowerCase(Locale.ROOT) + " | " + labelled + " | " + description
                + " |\n";
    }
}
