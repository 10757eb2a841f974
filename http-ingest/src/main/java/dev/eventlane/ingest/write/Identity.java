package dev.eventlane.ingest.write;

import dev.eventlane.core.event.EventKey;
import dev.eventlane.core.event.FieldReader;
import dev.eventlane.core.event.InvalidFieldException;
import dev.eventlane.http.BadRequestException;
import dev.eventlane.http.PathParameters;
import dev.eventlane.http.access.Project;
import dev.eventlane.ingest.body.RequestIds;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.HttpString;

/** What a request tells of whose event it is about, and of the names of what it does. */
final class Identity {
    private static final HttpString IDEMPOTENCY_KEY = new HttpString("Idempotency-Key");

    private Identity() {}

    static RequestIds ids(HttpServerExchange exchange) throws InvalidFieldException {
        return RequestIds.of(Project.of(exchange), exchange.getRequestHeaders().getFirst(IDEMPOTENCY_KEY));
    }

    /** The event that the path names. */
    static EventKey key(HttpServerExchange exchange) throws InvalidFieldException, BadRequestException {
        return new EventKey(Project.of(exchange), FieldReader.parseUuid("id", PathParameters.of(exchange, "id")));
    }
}
