package dev.eventlane.ingest.write;

import dev.eventlane.core.event.EventKey;
import dev.eventlane.core.event.FieldReader;
import dev.eventlane.core.event.InvalidFieldException;
import dev.eventlane.http.BadRequestException;
import dev.eventlane.http.PathParameters;
import dev.eventlane.http.Router;
import dev.eventlane.ingest.ByteBudget;
import dev.eventlane.ingest.body.BodyParser;
import dev.eventlane.ingest.body.RequestIds;
import dev.eventlane.ingest.log.OperationLog;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.HttpString;
import io.undertow.util.Methods;

/** The routes that change events. */
public final class WriteRoutes {
    private static final HttpString IDEMPOTENCY_KEY = new HttpString("Idempotency-Key");

    private final BodyParser bodies;
    private final OperationLog log;
    private final BodyReader reader;

    /**
     * Creates the routes.
     *
     * @param maxBodyBytes the largest body
     * @param unfinishedBodies what all bodies that have not come whole may hold together
     */
    public WriteRoutes(BodyParser bodies, OperationLog log, int maxBodyBytes, ByteBudget unfinishedBodies) {
        this.bodies = bodies;
        this.log = log;
        this.reader = new BodyReader(maxBodyBytes, unfinishedBodies);
    }

    /** Adds them. */
    public void addTo(Router router) {
        WriteHandler create = handler(
                (exchange, body) -> bodies.create(EventKey.DEFAULT_PROJECT, ids(exchange), body),
                new AnswerForm.EventFamily("event creation queued"));
        router.add(Methods.POST, "/event", create);
        router.add(Methods.POST, "/event/", create);
        router.add(
                Methods.PUT,
                "/event/{id}",
                handler(
                        (exchange, body) -> bodies.update(key(exchange), ids(exchange), body),
                        new AnswerForm.EventFamily("event update queued")));
        router.add(
                Methods.DELETE,
                "/event/{id}",
                handler(
                        (exchange, body) -> bodies.delete(key(exchange), ids(exchange)),
                        new AnswerForm.EventFamily("event deletion queued")));
        router.add(
                Methods.POST,
                "/events",
                handler(
                        (exchange, body) -> bodies.collect(EventKey.DEFAULT_PROJECT, ids(exchange), body),
                        new AnswerForm.Collector()));
    }

    private WriteHandler handler(OperationParser parser, AnswerForm form) {
        return new WriteHandler(parser, form, log, reader);
    }

    private static RequestIds ids(HttpServerExchange exchange) throws InvalidFieldException {
        return RequestIds.of(
                EventKey.DEFAULT_PROJECT, exchange.getRequestHeaders().getFirst(IDEMPOTENCY_KEY));
    }

    private static EventKey key(HttpServerExchange exchange) throws InvalidFieldException, BadRequestException {
        return new EventKey(EventKey.DEFAULT_PROJECT, FieldReader.parseUuid("id", PathParameters.of(exchange, "id")));
    }
}
