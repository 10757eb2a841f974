package dev.eventlane.http;

import io.undertow.server.HttpServerExchange;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The decoded query of a request. */
public final class QueryParameters {
    private final Map<String, List<String>> values;

    private QueryParameters(Map<String, List<String>> values) {
        this.values = values;
    }

    /**
     * Reads the query.
     *
     * @throws BadRequestException if a parameter is not among {@code known} (a typo must not widen an answer silently), or is
     *     not percent-encoded text
     */
    public static QueryParameters of(HttpServerExchange exchange, Set<String> known) throws BadRequestException {
        return of(exchange, known, Optional.empty());
    }

    /**
     * Reads a query that may also hold parameters of names that the client chooses, which begin all alike.
     *
     * @param family how they begin, such as {@code properties.}
     * @throws BadRequestException as {@link #of(HttpServerExchange, Set)}
     */
    public static QueryParameters of(HttpServerExchange exchange, Set<String> known, String family)
            throws BadRequestException {
        return of(exchange, known, Optional.of(family));
    }

    private static QueryParameters of(HttpServerExchange exchange, Set<String> known, Optional<String> family)
            throws BadRequestException {
        Map<String, List<String>> values = new LinkedHashMap<>();
        for (Map.Entry<String, Deque<String>> entry :
                exchange.getQueryParameters().entrySet()) {
            String name = PercentEncoding.decode("the name of a parameter", entry.getKey(), true);
            if (!known.contains(name) && family.filter(name::startsWith).isEmpty()) {
                throw unknown(known, family);
            }
            List<String> decoded = values.computeIfAbsent(name, first -> new ArrayList<>());
            for (String text : entry.getValue()) {
                decoded.add(PercentEncoding.decode(shown(name, known, family), text, true));
            }
        }
        return new QueryParameters(values);
    }

    private static BadRequestException unknown(Set<String> known, Optional<String> family) {
        Stream<String> names = Stream.concat(known.stream(), family.map(start -> start + "<path>").stream());
        return new BadRequestException("unknown parameter; it must be one of: "
                + String.join(", ", names.sorted().toList()));
    }

    /** What a message calls a parameter: never what a client made up. */
    private static String shown(String name, Set<String> known, Optional<String> family) {
        return known.contains(name) ? name : family.orElseThrow() + "<path>";
    }

    /** The parameters of the family, by what comes after its beginning; their values in order, empty ones among them. */
    public Map<String, List<String>> family(String family) {
        Map<String, List<String>> members = new LinkedHashMap<>();
        values.forEach((name, texts) -> {
            if (name.startsWith(family)) {
                members.put(name.substring(family.length()), List.copyOf(texts));
            }
        });
        return members;
    }

    /** Every value of a repeatable parameter, in order; empty ones do not count. */
    public List<String> all(String name) {
        return values.getOrDefault(name, List.of()).stream()
                .filter(text -> !text.isEmpty())
                .toList();
    }

    /**
     * The value of a parameter that may be given once.
     *
     * @throws BadRequestException if it is given more than once
     */
    public Optional<String> one(String name) throws BadRequestException {
        List<String> all = all(name);
        if (all.size() > 1) {
            throw new BadRequestException(name + " must be given once");
        }
        return all.stream().findFirst();
    }
}
