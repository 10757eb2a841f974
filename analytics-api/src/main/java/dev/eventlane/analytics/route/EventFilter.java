package dev.eventlane.analytics.route;

import dev.eventlane.analytics.query.EventSelect;
import dev.eventlane.http.BadRequestException;
import dev.eventlane.http.QueryParameters;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which events an analytics read counts. All three reads take the same parameters.
 *
 * @param eventNames any of these; empty = all
 * @param source only of this source
 * @param times of {@code created_at}
 * @param properties values that their properties must have
 */
record EventFilter(List<String> eventNames, Optional<String> source, TimeRange times, PropertyFilter properties) {
    /** The parameters that {@link #of} reads, beside those of {@link PropertyFilter}. */
    static final Set<String> PARAMETERS = Set.of("event_name", "source", "from", "to");

    static EventFilter of(QueryParameters query) throws BadRequestException {
        return new EventFilter(
                query.all("event_name"), query.one("source"), TimeRange.of(query), PropertyFilter.of(query));
    }

    EventSelect applyTo(EventSelect select) {
        select.whereAnyOf("event_name", eventNames);
        source.ifPresent(value -> select.whereEqual("source", value));
        times.from().ifPresent(value -> select.whereNotBefore("created_at", value));
        times.to().ifPresent(value -> select.whereBefore("created_at", value));
        return properties.applyTo(select);
    }
}
