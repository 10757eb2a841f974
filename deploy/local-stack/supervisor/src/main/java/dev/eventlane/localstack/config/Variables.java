package dev.eventlane.localstack.config;

import static java.util.Objects.requireNonNull;

import dev.eventlane.localstack.LocalStackException;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads environment variables. One that is empty counts as not set. */
public final class Variables {
    private static final Pattern DURATION = Pattern.compile("\\d{1,9}(ms|s|m|h|d)?");
    private static final Pattern LEVEL = Pattern.compile("(?i)trace|debug|info|warn|error");
    private static final Pattern PARALLELISM = Pattern.compile("[1-9]|[1-9]\\d|1[01]\\d|12[0-8]");
    private static final int HIGHEST_PORT = 65_535;

    private final Map<String, String> values;

    public Variables(Map<String, String> values) {
        this.values = Map.copyOf(requireNonNull(values, "values is null"));
    }

    public Optional<String> text(String name) {
        return Optional.ofNullable(values.get(name)).map(String::strip).filter(value -> !value.isEmpty());
    }

    /** The port; 0 is allowed and means any that is free. */
    public int port(String name, int defaultPort) {
        return text(name).map(value -> parsePort(name, value)).orElse(defaultPort);
    }

    /** An http address without a slash at its end. */
    public Optional<URI> url(String name) {
        return text(name).map(value -> parseUrl(name, value));
    }

    /** The text of a duration such as {@code 1s}; it is handed on as it is. */
    public Optional<String> duration(String name) {
        return text(name).map(value -> checked(name, value, DURATION, "a duration such as 200ms, 1s or 5m"));
    }

    /** How many subtasks a job has. */
    Optional<Integer> parallelism(String name) {
        return text(name)
                .map(value -> checked(name, value, PARALLELISM, "a whole number from 1 to 128"))
                .map(Integer::valueOf);
    }

    public Optional<String> logLevel(String name) {
        return text(name).map(value -> checked(name, value, LEVEL, "one of trace, debug, info, warn, error"));
    }

    private static int parsePort(String name, String value) {
        try {
            int port = Integer.parseInt(value);
            if (port >= 0 && port <= HIGHEST_PORT) {
                return port;
            }
        } catch (NumberFormatException e) {
            throw broken(name, value, "a port from 0 to " + HIGHEST_PORT, e);
        }
        throw broken(name, value, "a port from 0 to " + HIGHEST_PORT, null);
    }

    private static URI parseUrl(String name, String value) {
        String rule = "an address such as http://127.0.0.1:8081";
        try {
            URI uri = URI.create(value.endsWith("/") ? value.substring(0, value.length() - 1) : value);
            if (uri.getHost() != null && uri.getScheme().startsWith("http")) {
                return uri;
            }
        } catch (IllegalArgumentException e) {
            throw broken(name, value, rule, e);
        }
        throw broken(name, value, rule, null);
    }

    private static String checked(String name, String value, Pattern pattern, String rule) {
        if (!pattern.matcher(value).matches()) {
            throw broken(name, value, rule, null);
        }
        return value;
    }

    private static LocalStackException broken(String name, String value, String rule, Exception cause) {
        return new LocalStackException("%s is \"%s\"; it must be %s".formatted(name, value, rule), cause);
    }
}
