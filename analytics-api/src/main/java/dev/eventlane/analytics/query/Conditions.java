package dev.eventlane.analytics.query;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The conditions of one statement; every value in them travels as a parameter. Not thread-safe. */
final class Conditions {
    /** A number of JSON that is not written as an integer. */
    private static final Pattern FLOAT = Pattern.compile("-?(0|[1-9]\\d*)(\\.\\d+([eE][+-]?\\d+)?|[eE][+-]?\\d+)");

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

    /**
     * Any of the values at a path of a JSON column: the same text, or the same number. Arrays and objects have none.
     *
     * @param path keys joined by dots; it travels as a parameter too
     */
    void anyOfAt(String column, String path, List<String> values) {
        String scalar = column + "." + parameter("Identifier", path);
        String forms = values.stream().flatMap(this::forms).collect(Collectors.joining(", "));
        // What is absent would be written as the empty string.
        terms.add(scalar + " IS NOT NULL");
        terms.add("NOT startsWith(dynamicType(" + scalar + "), 'Array')");
        terms.add("toString(" + scalar + ") IN (" + forms + ")");
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

    /** The texts by which a value is found. ClickHouse writes 5.0 and 5e0 as it writes 5. */
    private Stream<String> forms(String value) {
        Stream<String> asSent = Stream.of(text(value));
        if (value.equals("-0")) {
            return Stream.concat(asSent, Stream.of(text("0")));
        }
        boolean isFloat = FLOAT.matcher(value).matches() && Double.isFinite(Double.parseDouble(value));
        return isFloat ? Stream.concat(asSent, Stream.of("toString(" + parameter("Float64", value) + ")")) : asSent;
    }

    private String parameter(String type, String value) {
        String name = "p" + parameters.size();
        parameters.put(name, value);
        return "{" + name + ":" + type + "}";
    }
}
