package dev.eventlane.analytics.route;

import dev.eventlane.http.BadRequestException;
import dev.eventlane.http.QueryParameters;
import java.util.Optional;

/** Reads counts from a query. */
final class Numbers {
    private Numbers() {}

    /**
     * A positive integer of at most {@code max}, or {@code absent}.
     *
     * @throws BadRequestException if it is anything else
     */
    static int positive(QueryParameters query, String name, int absent, int max) throws BadRequestException {
        Optional<String> text = query.one(name);
        if (text.isEmpty()) {
            return absent;
        }
        int value = parse(name, text.get());
        if (value > max) {
            throw new BadRequestException(name + " must be at most " + max);
        }
        return value;
    }

    private static int parse(String name, String text) throws BadRequestException {
        int value = text.matches("\\d{1,9}") ? Integer.parseInt(text) : 0;
        if (value == 0) {
            throw new BadRequestException(name + " must be a positive integer");
        }
        return value;
    }
}
