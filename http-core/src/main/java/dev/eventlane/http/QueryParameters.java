package dev.eventlane.http;

import io.undertow.server.HttpServerExchange;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

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
        Map<String, List<String>> values = new LinkedHashMap<>();
        for (Map.Entry<String, Deque<String>> entry :
                exchange.getQueryParameters().entrySet()) {
            String name = entry.getKey();
            if (!known.contains(name)) {
                throw new BadRequestException("unknown parameter; it must be one of: "
                        + String.join(", ", known.stream().sorted().toList()));
            }
            List<String> decoded = new ArrayList<>();
            for (String text : entry.getValue()) {
                decoded.add(PercentEncoding.decode(name, text, true));
            }
            values.put(name, List.copyOf(decoded));
        }
        return new QueryParameters(values);
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
