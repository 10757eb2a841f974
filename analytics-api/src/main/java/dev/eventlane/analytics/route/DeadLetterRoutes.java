package dev.eventlane.analytics.route;

import dev.eventlane.analytics.query.DeadLetterSelect;
import dev.eventlane.analytics.read.DeadLetterView;
import dev.eventlane.analytics.read.EventReader;
import dev.eventlane.analytics.read.ReadException;
import dev.eventlane.core.event.FieldReader;
import dev.eventlane.core.event.InvalidFieldException;
import dev.eventlane.http.BadRequestException;
import dev.eventlane.http.QueryParameters;
import dev.eventlane.http.Router;
import dev.eventlane.http.access.Caller;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Methods;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;

/** What could not be applied, for people to look at. */
public final class DeadLetterRoutes {
    private static final int DEFAULT_LIMIT = 100;
    private static final int MAX_LIMIT = 10_000;

    /** Not a list of names: a newer job may know more of them than this program. */
    private static final Pattern REASON = Pattern.compile("[A-Z0-9_]{1,64}");

    private final EventReader reader;

    public DeadLetterRoutes(EventReader reader) {
        this.reader = reader;
    }

    /** Adds them. */
    public void addTo(Router router) {
        router.add(Methods.GET, "/dead-letters", new ReadHandler(this::deadLetters));
    }

    private void deadLetters(HttpServerExchange exchange) throws BadRequestException, ReadException, IOException {
        QueryParameters query =
                QueryParameters.of(exchange, Set.of("reason", "event_id", "from", "to", "limit", "cursor"));
        int limit = Numbers.positive(query, "limit", DEFAULT_LIMIT, MAX_LIMIT);
        DeadLetterSelect select = DeadLetterSelect.ofProjects(
                        visibleProjects(exchange), DeadLetterView.COLUMNS, limit + 1)
                .whereReason(reasons(query));
        eventId(query).ifPresent(select::whereEvent);
        TimeRange times = TimeRange.of(query);
        times.from().ifPresent(select::whereNotBefore);
        times.to().ifPresent(select::whereBefore);
        Optional<String> cursor = query.one("cursor");
        if (cursor.isPresent()) {
            DeadLetterCursor after = DeadLetterCursor.decode(cursor.get());
            select.whereAfter(after.receivedAt(), after.topic(), after.partition(), after.offset());
        }
        PageAnswer<DeadLetterView> answer = PageAnswer.begin(exchange, limit, DeadLetterView::write);
        reader.forEach(select.build(), DeadLetterView::of, answer);
        answer.end(Optional.of(last -> DeadLetterCursor.after(last).encode()));
    }

    /** What does not tell its project may be anybody's: it is shown where all is one project. */
    private static List<String> visibleProjects(HttpServerExchange exchange) {
        Caller caller = Caller.of(exchange);
        return caller.isKnown() ? List.of(caller.project()) : List.of(caller.project(), "");
    }

    private static List<String> reasons(QueryParameters query) throws BadRequestException {
        List<String> reasons = query.all("reason");
        for (String reason : reasons) {
            if (!REASON.matcher(reason).matches()) {
                throw new BadRequestException("reason must be the name of a reason such as CREATE_MISSING");
            }
        }
        return reasons;
    }

    private static Optional<UUID> eventId(QueryParameters query) throws BadRequestException {
        Optional<String> text = query.one("event_id");
        try {
            return text.isEmpty() ? Optional.empty() : Optional.of(FieldReader.parseUuid("event_id", text.get()));
        } catch (InvalidFieldException e) {
            throw new BadRequestException(e.getMessage());
        }
    }
}
