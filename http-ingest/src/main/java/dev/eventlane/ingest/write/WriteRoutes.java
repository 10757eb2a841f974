package dev.eventlane.ingest.write;

import dev.eventlane.http.Router;
import dev.eventlane.http.access.Project;
import dev.eventlane.ingest.ByteBudget;
import dev.eventlane.ingest.body.BodyParser;
import dev.eventlane.ingest.log.OperationLog;
import io.undertow.util.Methods;
import java.time.Duration;

/** The routes that change events. */
public final class WriteRoutes {
    private final BodyParser bodies;
    private final OperationLog log;
    private final BodyReader reader;
    private final BatchHandler batches;
    private final WriteMetrics metrics;

    /**
     * Creates the routes.
     *
     * @param maxBodyBytes the largest body of a single write, and the largest item of a batch
     * @param heldBodies what all bodies of single writes may hold together
     * @param bodyTimeout how long a body may take to come
     */
    public WriteRoutes(
            BodyParser bodies,
            OperationLog log,
            int maxBodyBytes,
            ByteBudget heldBodies,
            BatchLimits batchLimits,
            Duration bodyTimeout,
            WriteMetrics metrics) {
        this.bodies = bodies;
        this.log = log;
        this.reader = new BodyReader(maxBodyBytes, heldBodies, bodyTimeout);
        this.batches = new BatchHandler(bodies, log, maxBodyBytes, batchLimits, bodyTimeout, metrics);
        this.metrics = metrics;
    }

    /** Adds them. */
    public void addTo(Router router) {
        WriteHandler create = handler(
                (exchange, body) -> bodies.create(Project.of(exchange), Identity.ids(exchange), body),
                new AnswerForm.EventFamily("event creation queued"));
        router.add(Methods.POST, "/event", create);
        router.add(Methods.POST, "/event/", create);
        router.add(
                Methods.PUT,
                "/event/{id}",
                handler(
                        (exchange, body) -> bodies.update(Identity.key(exchange), Identity.ids(exchange), body),
                        new AnswerForm.EventFamily("event update queued")));
        router.add(
                Methods.DELETE,
                "/event/{id}",
                handler(
                        (exchange, body) -> bodies.delete(Identity.key(exchange), Identity.ids(exchange)),
                        new AnswerForm.EventFamily("event deletion queued")));
        router.add(
                Methods.POST,
                "/events",
                handler(
                        (exchange, body) -> bodies.collect(Project.of(exchange), Identity.ids(exchange), body),
                        new AnswerForm.Collector()));
        router.add(Methods.POST, "/events/batch", batches);
    }

    private WriteHandler handler(OperationParser parser, AnswerForm form) {
        return new WriteHandler(parser, form, log, reader, metrics);
    }
}
