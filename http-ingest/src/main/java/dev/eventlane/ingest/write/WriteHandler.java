package dev.eventlane.ingest.write;

import dev.eventlane.core.event.InvalidFieldException;
import dev.eventlane.core.operation.Operation;
import dev.eventlane.http.BadRequestException;
import dev.eventlane.http.Json;
import dev.eventlane.ingest.log.OperationLog;
import dev.eventlane.ingest.write.WriteOutcome.Accepted;
import dev.eventlane.ingest.write.WriteOutcome.Invalid;
import dev.eventlane.ingest.write.WriteOutcome.Refused;
import dev.eventlane.ingest.write.WriteOutcome.TooLarge;
import dev.eventlane.ingest.write.WriteOutcome.Unsupported;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.SameThreadExecutor;
import java.util.Locale;
import java.util.Optional;

/**
 * Answers one write route. Everything runs on the exchange's IO thread and nothing waits there: the body is read as it comes,
 * and the answer is sent when the log has said what became of the operation.
 */
final class WriteHandler implements HttpHandler {
    private final OperationParser parser;
    private final AnswerForm form;
    private final OperationLog log;
    private final BodyReader bodies;

    WriteHandler(OperationParser parser, AnswerForm form, OperationLog log, BodyReader bodies) {
        this.parser = parser;
        this.form = form;
        this.log = log;
        this.bodies = bodies;
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) {
        Optional<Refused> refused = refuseUnread(exchange);
        if (refused.isPresent()) {
            answerUnread(exchange, refused.get());
            return;
        }
        bodies.read(exchange, this::handleBody);
    }

    /** What the headers alone tell. */
    private Optional<Refused> refuseUnread(HttpServerExchange exchange) {
        if (exchange.getRequestContentLength() > bodies.maxBytes()) {
            return Optional.of(new TooLarge(bodies.maxBytes()));
        }
        String encoding = exchange.getRequestHeaders().getFirst(Headers.CONTENT_ENCODING);
        if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
            return Optional.of(new Unsupported("Content-Encoding must be identity"));
        }
        String type = exchange.getRequestHeaders().getFirst(Headers.CONTENT_TYPE);
        if (type != null && exchange.getRequestContentLength() != 0 && !isJson(type)) {
            return Optional.of(new Unsupported("Content-Type must be application/json"));
        }
        return Optional.empty();
    }

    private static boolean isJson(String contentType) {
        int end = contentType.indexOf(';');
        String mediaType = end < 0 ? contentType : contentType.substring(0, end);
        return mediaType.strip().toLowerCase(Locale.ROOT).equals("application/json");
    }

    private void handleBody(HttpServerExchange exchange, BodyReader.Result result) {
        if (result instanceof BodyReader.Whole whole) {
            handle(exchange, whole.body());
        } else {
            answerUnread(exchange, WriteOutcome.of(result, bodies.maxBytes()));
        }
    }

    private void handle(HttpServerExchange exchange, byte[] body) {
        Operation operation;
        try {
            operation = parser.parse(exchange, body);
        } catch (InvalidFieldException | BadRequestException e) {
            answer(exchange, new Invalid(e.getMessage()));
            return;
        }
        // From here on the exchange belongs to the log's answer, which comes on a thread of Kafka.
        exchange.dispatch(
                SameThreadExecutor.INSTANCE,
                () -> log.append(operation, result -> exchange.getIoThread()
                        .execute(() -> answer(
                                exchange,
                                WriteOutcome.of(result, operation.key().eventId())))));
    }

    /** Answers a request whose body is not read; the connection cannot be used again. */
    private void answerUnread(HttpServerExchange exchange, Refused refused) {
        exchange.setPersistent(false);
        answer(exchange, refused);
    }

    private void answer(HttpServerExchange exchange, WriteOutcome outcome) {
        byte[] body = outcome instanceof Accepted accepted
                ? form.accepted(accepted.eventId())
                : form.refused(((Refused) outcome).error());
        Json.send(exchange, outcome.status(), body);
    }
}
