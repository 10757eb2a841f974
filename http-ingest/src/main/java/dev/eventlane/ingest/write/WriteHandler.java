package dev.eventlane.ingest.write;

import dev.eventlane.core.event.InvalidFieldException;
import dev.eventlane.core.operation.Operation;
import dev.eventlane.http.BadRequestException;
import dev.eventlane.http.Json;
import dev.eventlane.http.RequestTrace;
import dev.eventlane.http.access.RateLimit;
import dev.eventlane.ingest.content.ContentCoding;
import dev.eventlane.ingest.log.OperationLog;
import dev.eventlane.ingest.write.WriteOutcome.Accepted;
import dev.eventlane.ingest.write.WriteOutcome.Invalid;
import dev.eventlane.ingest.write.WriteOutcome.Refused;
import dev.eventlane.ingest.write.WriteOutcome.TooMany;
import dev.eventlane.ingest.write.WriteOutcome.Unsupported;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.SameThreadExecutor;
import java.util.Optional;
import java.util.UUID;

/**
 * Answers one write route. Everything runs on the exchange's IO thread and nothing waits there: the body is read as it comes,
 * and the answer is sent when the log has said what became of the operation. Only a large body that is compressed is decoded on
 * a thread of its own.
 */
final class WriteHandler implements HttpHandler {
    /** At most a few milliseconds, whatever comes of them; nearly every single write is smaller. */
    private static final int DECODED_INLINE = 16 << 10;

    private final OperationParser parser;
    private final OperationLog log;
    private final BodyReader bodies;
    private final BodyDecoder decoder;
    private final AnswerForm form;
    private final WriteMetrics metrics;
    private final Refusals refusals;

    WriteHandler(OperationParser parser, AnswerForm form, OperationLog log, BodyReader bodies, WriteMetrics metrics) {
        this.parser = parser;
        this.log = log;
        this.bodies = bodies;
        this.decoder = new BodyDecoder(bodies);
        this.form = form;
        this.metrics = metrics;
        this.refusals = new Refusals(form::refused, metrics);
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) {
        if (MediaType.JSON.isOf(exchange) || exchange.getRequestContentLength() == 0) {
            bodies.read(exchange, this::handleBody);
        } else {
            refusals.sendUnread(exchange, new Unsupported("Content-Type must be " + MediaType.JSON));
        }
    }

    private void handleBody(HttpServerExchange exchange, BodyReader.Result result) {
        if (result instanceof BodyReader.Failed failed) {
            refusals.sendUnread(exchange, WriteOutcome.of(failed, bodies.maxBytes()));
            return;
        }
        BodyReader.Whole whole = (BodyReader.Whole) result;
        if (whole.coding() == ContentCoding.IDENTITY) {
            handle(exchange, whole);
        } else if (whole.bytes().size() <= DECODED_INLINE) {
            handleBody(exchange, decoder.decode(whole));
        } else {
            exchange.dispatch(onWorker -> {
                BodyReader.Result decoded = decoder.decode(whole);
                onWorker.dispatch(onWorker.getIoThread(), onIoThread -> handleBody(onIoThread, decoded));
            });
        }
    }

    private void handle(HttpServerExchange exchange, BodyReader.Whole body) {
        Operation operation;
        try {
            operation = parser.parse(exchange, body.bytes().toArray());
        } catch (InvalidFieldException | BadRequestException e) {
            refusals.send(exchange, new Invalid(e.getMessage()));
            return;
        } finally {
            body.bytes().release();
        }
        Optional<String> tooMany = RateLimit.refuseEvents(exchange, 1);
        if (tooMany.isPresent()) {
            answer(exchange, new TooMany(tooMany.get()));
            return;
        }
        // Taken out, because what waits for the log's answer would otherwise hold the whole operation.
        UUID eventId = operation.key().eventId();
        // From here on the exchange belongs to the log's answer, which comes on a thread of Kafka.
        exchange.dispatch(
                SameThreadExecutor.INSTANCE,
                () -> log.append(operation, RequestTrace.of(exchange), result -> exchange.getIoThread()
                        .execute(() -> answerCounted(exchange, WriteOutcome.of(result, eventId)))));
    }

    /** Answers what was counted against the quota, which is of accepted events. */
    private void answerCounted(HttpServerExchange exchange, WriteOutcome outcome) {
        if (!(outcome instanceof Accepted)) {
            RateLimit.returnEvents(exchange, 1);
        }
        answer(exchange, outcome);
    }

    private void answer(HttpServerExchange exchange, WriteOutcome outcome) {
        if (outcome instanceof Accepted accepted) {
            metrics.count(accepted);
            Json.send(exchange, accepted.status(), form.accepted(accepted.eventId()));
        } else {
            refusals.send(exchange, (Refused) outcome);
        }
    }
}
