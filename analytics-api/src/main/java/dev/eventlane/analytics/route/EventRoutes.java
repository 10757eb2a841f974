package dev.eventlane.analytics.route;

import dev.eventlane.analytics.query.EventSelect;
import dev.eventlane.analytics.read.EventReader;
import dev.eventlane.analytics.read.EventView;
import dev.eventlane.analytics.read.ReadException;
import dev.eventlane.core.event.FieldReader;
import dev.eventlane.core.event.InvalidFieldException;
import dev.eventlane.http.BadRequestException;
import dev.eventlane.http.Json;
import dev.eventlane.http.PathParameters;
import dev.eventlane.http.QueryParameters;
import dev.eventlane.http.Router;
import dev.eventlane.http.access.Project;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Methods;
import io.undertow.util.StatusCodes;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Reads of single events and of conversations. */
public final class EventRoutes {
    private static final int MAX_EVENTS = 10_000;
    private static final int MAX_CONVERSATION_ID = 256;

    private final EventReader reader;

    public EventRoutes(EventReader reader) {
        this.reader = reader;
    }

    /** Adds them. */
    public void addTo(Router router) {
        router.add(Methods.GET, "/event/{id}", new ReadHandler(this::event));
        router.add(Methods.GET, "/events/conversation/{conversation_id}", new ReadHandler(this::conversation));
    }

    private void event(HttpServerExchange exchange) throws BadRequestException, ReadException, IOException {
        UUID id = eventId(exchange);
        EventSelect select = EventSelect.ofProject(Project.of(exchange))
                .select(EventView.COLUMNS)
                .whereEqual("id", id)
                .limit(1);
        List<EventView> found = reader.read(select.build(), EventView::of);
        if (found.isEmpty()) {
            Json.send(exchange, StatusCodes.NOT_FOUND, Json.error("event not found"));
        } else {
            Json.send(exchange, StatusCodes.OK, Data.one(found.get(0), EventView::write));
        }
    }

    private void conversation(HttpServerExchange exchange) throws BadRequestException, ReadException, IOException {
        QueryParameters query = QueryParameters.of(exchange, Set.of("limit", "cursor"), PropertyFilter.FAMILY);
        int limit = Numbers.positive(query, "limit", MAX_EVENTS, MAX_EVENTS);
        Optional<String> cursor = query.one("cursor");
        EventSelect select = PropertyFilter.of(query)
                .applyTo(EventSelect.ofProject(Project.of(exchange)))
                .select(EventView.COLUMNS)
                .whereEqual("conversation_id", conversationId(exchange))
                .orderBy("created_at", "toString(id)")
                .limit(limit + 1);
        if (cursor.isPresent()) {
            Cursor after = Cursor.decode(cursor.get());
            select.whereAfter(after.createdAt(), after.id());
        }
        boolean paged = cursor.isPresent() || query.one("limit").isPresent();
        PageAnswer<EventView> answer = PageAnswer.begin(exchange, limit, EventView::write);
        reader.forEach(select.build(), EventView::of, answer);
        answer.end(paged ? Optional.of(last -> Cursor.after(last).encode()) : Optional.empty());
    }

    private static String conversationId(HttpServerExchange exchange) throws BadRequestException {
        String id = PathParameters.of(exchange, "conversation_id");
        if (id.length() > MAX_CONVERSATION_ID) {
            throw new BadRequestException("conversation_id must be 1 to " + MAX_CONVERSATION_ID + " characters long");
        }
        return id;
    }

    private static UUID eventId(HttpServerExchange exchange) throws BadRequestException {
        try {
            return FieldReader.parseUuid("id", PathParameters.of(exchange, "id"));
        } catch (InvalidFieldException e) {
            throw new BadRequestException(e.getMessage());
        }
    }
}
