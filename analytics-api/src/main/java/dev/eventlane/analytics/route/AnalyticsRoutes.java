package dev.eventlane.analytics.route;

import dev.eventlane.analytics.query.EventSelect;
import dev.eventlane.analytics.read.ErrorCount;
import dev.eventlane.analytics.read.EventReader;
import dev.eventlane.analytics.read.ReadException;
import dev.eventlane.analytics.read.SessionErrors;
import dev.eventlane.analytics.read.SessionLatency;
import dev.eventlane.http.BadRequestException;
import dev.eventlane.http.Json;
import dev.eventlane.http.QueryParameters;
import dev.eventlane.http.Router;
import dev.eventlane.http.access.Project;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Methods;
import io.undertow.util.StatusCodes;
import java.io.IOException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Counts over the events as they are now. */
public final class AnalyticsRoutes {
    private static final int DEFAULT_LIMIT = 100;
    private static final int MAX_LIMIT = 10_000;
    private static final int DEFAULT_DAYS = 7;
    private static final int MAX_DAYS = 3_650;

    private final EventReader reader;
    private final Clock clock;

    public AnalyticsRoutes(EventReader reader, Clock clock) {
        this.reader = reader;
        this.clock = clock;
    }

    /** Adds them. */
    public void addTo(Router router) {
        router.add(Methods.GET, "/analytics/errors", new ReadHandler(this::errors));
        router.add(Methods.GET, "/analytics/latency", new ReadHandler(this::latency));
        router.add(Methods.GET, "/analytics/sessions/top-errors", new ReadHandler(this::topErrors));
    }

    private void errors(HttpServerExchange exchange) throws BadRequestException, ReadException, IOException {
        QueryParameters query = parameters(exchange, "days");
        EventFilter filter = EventFilter.of(query);
        EventSelect select = filter.applyTo(EventSelect.ofProject(Project.of(exchange)));
        boolean ranged = filter.times().isGiven();
        if (ranged && query.one("days").isPresent()) {
            throw new BadRequestException("days must not be given together with from or to");
        }
        int days = Numbers.positive(query, "days", DEFAULT_DAYS, MAX_DAYS);
        if (!ranged) {
            // Whole days in UTC, today among them.
            LocalDate first =
                    LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).minusDays(days - 1L);
            select.whereNotBefore("created_at", first.atStartOfDay().toInstant(ZoneOffset.UTC));
        }
        select.select(ErrorCount.COLUMNS).groupBy("date", "event_name").orderBy("date", "event_name");
        List<ErrorCount> counts = reader.read(select.build(), ErrorCount::of);
        Json.send(exchange, StatusCodes.OK, Data.list(counts, ErrorCount::write));
    }

    private void latency(HttpServerExchange exchange) throws BadRequestException, ReadException, IOException {
        QueryParameters query = parameters(exchange, "limit");
        EventSelect select = EventFilter.of(query)
                .applyTo(sessions(exchange))
                .select(SessionLatency.COLUMNS)
                .groupBy("conversation_id", "event_name")
                .orderBy("p95_latency DESC", "conversation_id", "event_name")
                .limit(limit(query));
        List<SessionLatency> latencies = reader.read(select.build(), SessionLatency::of);
        Json.send(exchange, StatusCodes.OK, Data.list(latencies, SessionLatency::write));
    }

    private void topErrors(HttpServerExchange exchange) throws BadRequestException, ReadException, IOException {
        QueryParameters query = parameters(exchange, "limit");
        EventSelect select = EventFilter.of(query)
                .applyTo(sessions(exchange))
                .select(SessionErrors.COLUMNS)
                .groupBy("conversation_id")
                .orderBy("error_rate DESC", "total_events DESC", "conversation_id")
                .limit(limit(query));
        List<SessionErrors> sessions = reader.read(select.build(), SessionErrors::of);
        Json.send(exchange, StatusCodes.OK, Data.list(sessions, SessionErrors::write));
    }

    /** Events outside of any conversation make no session. */
    private static EventSelect sessions(HttpServerExchange exchange) {
        return EventSelect.ofProject(Project.of(exchange)).whereGiven("conversation_id");
    }

    private static int limit(QueryParameters query) throws BadRequestException {
        return Numbers.positive(query, "limit", DEFAULT_LIMIT, MAX_LIMIT);
    }

    private static QueryParameters parameters(HttpServerExchange exchange, String... own) throws BadRequestException {
        Set<String> known = Stream.concat(EventFilter.PARAMETERS.stream(), Arrays.stream(own))
                .collect(Collectors.toUnmodifiableSet());
        return QueryParameters.of(exchange, known, PropertyFilter.FAMILY);
    }
}
