package dev.eventlane.ingest.write;

import dev.eventlane.core.event.EventKey;
import dev.eventlane.core.event.FieldReader;
import dev.eventlane.core.event.InvalidFieldException;
import dev.eventlane.http.BadRequestException;
import dev.eventlane.http.PathParameters;
import dev.eventlane.http.Router;
import dev.eventlane.ingest.body.BodyParser;
import dev.eventlane.ingest.log.OperationLog;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Methods;

/** The routes that change events. */
public final class WriteRoutes {
    private final BodyParser bodies;
    private final OperationLog log;
    private final int maxBodyBytes;

    public WriteRoutes(BodyParser bodies, OperationLog log, int maxBodyBytes) {
        this.bodies = bodies;
        this.log = log;
        this.maxBodyBytes = maxBodyBytes;
    }

    /** Adds them. */
    public void addTo(Router router) {
        WriteHandler create = handler(
                (exchange, body) -> bodies.create(EventKey.DEFAULT_PROJECT, body),
                new AnswerForm.EventFamily("event creation queued"));
        router.add(Methods.POST, "/event", create);
        router.add(Methods.POST, "/event/", create);
        router.add(
                Methods.PUT,
                "/event/{id}",
                handler(
                        (exchange, body) -> bodies.update(key(exchange), body),
                        new AnswerForm.EventFamily("event update queued")));
        router.add(
                Methods.DELETE,
                "/event/{id}",
                handler(
                        (exchange, body) -> bodies.delete(key(exchange)),
                        new AnswerForm.EventFamily("event deletion queued")));
        router.add(
                Methods.POST,
                "/events",
                handler(
                        (exchange, body) -> bodies.collect(EventKey.DEFAULT_PROJECT, body),
                        new AnswerForm.Collector()));
    }

    private WriteHandler handler(OperationParser parser, AnswerForm form) {
        return new WriteHandler(parser, form, log, maxBodyBytes);
    }

    private static EventKey key(HttpServerExchange exchange) throws InvalidFieldException, BadRequestException {
        return new EventKey(EventKey.DEFAULT_PROJECT, FieldReader.parseUuid("id", PathParameters.of(exchange, "id")));
    }
}
