package dev.eventlane.analytics.route;

import dev.eventlane.analytics.query.EventSelect;
import dev.eventlane.core.event.FieldReader;
import dev.eventlane.core.event.InvalidFieldException;
import dev.eventlane.http.BadRequestException;
import dev.eventlane.http.QueryParameters;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which events an analytics read counts. All three reads take the same parameters.
 *
 * @param eventNames any of these; empty = all
 * @param source only of this source
 * @param from not before
 * @param to before
 */
record EventFilter(List<String> eventNames, Optional<String> source, Optional<Instant> from, Optional<Instant> to) {
    /** The parameters that {@link #of} reads. */
    static final Set<String> PARAMETERS = Set.of("event_name", "source", "from", "to");

    static EventFilter of(QueryParameters query) throws BadRequestException {
        Optional<Instant> from = instant(query, "from");
        Optional<Instant> to = instant(query, "to");
        if (from.isPresent() && to.isPresent() && !from.get().isBefore(to.get())) {
            throw new BadRequestException("from must be before to");
        }
        return new EventFilter(query.all("event_name"), query.one("source"), from, to);
    }

    EventSelect applyTo(EventSelect select) {
        select.whereAnyOf("event_name", eventNames);
        source.ifPresent(value -> select.whereEqual("source", value));
        from.ifPresent(value -> select.whereNotBefore("created_at", value));
        to.ifPresent(value -> select.whereBefore("created_at", value));
        return select;
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
