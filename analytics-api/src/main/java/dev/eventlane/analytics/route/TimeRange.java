package dev.eventlane.analytics.route;

import dev.eventlane.core.event.FieldReader;
import dev.eventlane.core.event.InvalidFieldException;
import dev.eventlane.http.BadRequestException;
import dev.eventlane.http.QueryParameters;
import java.time.Instant;
import java.util.Optional;

/**
 * The parameters {@code from} and {@code to}.
 *
 * @param from not before
 * @param to before
 */
record TimeRange(Optional<Instant> from, Optional<Instant> to) {
    static TimeRange of(QueryParameters query) throws BadRequestException {
        Optional<Instant> from = instant(query, "from");
        Optional<Instant> to = instant(query, "to");
        if (from.isPresent() && to.isPresent() && !from.get().isBefore(to.get())) {
            throw new BadRequestException("from must be before to");
        }
        return new TimeRange(from, to);
    }

    boolean isGiven() {
        return from.isPresent() || to.isPresent();
    }

    private static Optional<Instant> instant(QueryParameters query, String name) throws BadRequestException {
        Optional<String> text = query.one(name);
        try {
            return text.isEmpty() ? Optional.empty() : Optional.of(FieldReader.parseInstant(name, text.get()));
        } catch (InvalidFieldException e) {
            throw new BadRequestException(e.getMessage());
        }
    }
}
