package dev.eventlane.analytics.query;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/** The conditions of one statement; every value in them travels as a parameter. Not thread-safe. */
final class Conditions {
    private final List<String> terms = new ArrayList<>();
    private final Map<String, Object> parameters = new LinkedHashMap<>();

    void equal(String column, String value) {
        terms.add(column + " = " + text(value));
    }

    void equal(String column, UUID value) {
        terms.add(column + " = " + parameter("UUID", value.toString()));
    }

    void notEmpty(String column) {
        terms.add(column + " != ''");
    }

    void anyOf(String column, List<String> values) {
        terms.add(column + " IN (" + values.stream().map(this::text).collect(Collectors.joining(", ")) + ")");
    }

    void notBefore(String column, Instant from) {
        terms.add(column + " >= " + time(from));
    }

    void before(String column, Instant to) {
        terms.add(column + " < " + time(to));
    }

    /** A condition of our own making; its values must be what {@link #text} and the like gave. */
    void that(String term) {
        terms.add(term);
    }

    String text(String value) {
        return parameter("String", value);
    }

    String time(Instant instant) {
        return "fromUnixTimestamp64Milli(" + number(instant.toEpochMilli()) + ", 'UTC')";
    }

    String number(long value) {
        return parameter("Int64", Long.toString(value));
    }

    String sql() {
        return String.join(" AND ", terms);
    }

    Map<String, Object> parameters() {
        return parameters;
    }

    private String parameter(String type, String value) {
        String name = "p" + parameters.size();
        parameters.put(name, value);
        return "{" + name + ":" + type + "}";
    }
}
