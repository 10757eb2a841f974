package dev.eventlane.ingest.write;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.eventlane.http.Json;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.StatusCodes;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The answer to a batch: 202 with a verdict on each item. If nothing was accepted and something may be sent again, it is a 503,
 * also with the verdicts: the batch may be sent again as it is.
 */
final class BatchAnswer {
    private static final Logger LOG = LoggerFactory.getLogger(BatchAnswer.class);

    private BatchAnswer() {}

    /**
     * Written on a worker thread: thousands of verdicts take longer than an IO thread or Kafka's may be held up. If that fails,
     * the connection is closed, or the client would wait for ever, and the exchange hold what it has.
     */
    static void send(HttpServerExchange exchange, List<Verdict> verdicts) {
        try {
            exchange.getConnection().getWorker().execute(() -> {
                try {
                    write(exchange, verdicts);
                } catch (RuntimeException | Error e) {
                    fail(exchange, verdicts, e);
                }
            });
        } catch (RuntimeException | Error e) {
            fail(exchange, verdicts, e);
        }
    }

    private static void fail(HttpServerExchange exchange, List<Verdict> verdicts, Throwable e) {
        // First: logging may fail as well, where memory is short.
        Unanswered.close(exchange);
        LOG.error("the answer to a batch of {} items failed", verdicts.size(), e);
    }

    private static void write(HttpServerExchange exchange, List<Verdict> verdicts) {
        Optional<String> unavailable = unavailable(verdicts);
        byte[] body = Json.object(json -> {
            if (unavailable.isPresent()) {
                json.writeBooleanField("success", false);
                json.writeStringField("error", unavailable.get());
            }
            write(verdicts, json);
        });
        int status = unavailable.isPresent() ? StatusCodes.SERVICE_UNAVAILABLE : StatusCodes.ACCEPTED;
        exchange.getIoThread().execute(() -> Json.send(exchange, status, body));
    }

    /** Why nothing was accepted, if that is a reason to send the batch again. */
    private static Optional<String> unavailable(List<Verdict> verdicts) {
        if (count(verdicts, Verdict.Accepted.class) > 0) {
            return Optional.empty();
        }
        return verdicts.stream()
                .filter(Verdict.Retry.class::isInstance)
                .map(verdict -> ((Verdict.Retry) verdict).error())
                .findFirst();
    }

    private static long count(List<Verdict> verdicts, Class<? extends Verdict> kind) {
        return verdicts.stream().filter(kind::isInstance).count();
    }

    private static void write(List<Verdict> verdicts, JsonGenerator json) throws IOException {
        json.writeNumberField("accepted", count(verdicts, Verdict.Accepted.class));
        json.writeNumberField("rejected", count(verdicts, Verdict.Rejected.class));
        json.writeNumberField("retry", count(verdicts, Verdict.Retry.class));
        json.writeArrayFieldStart("results");
        for (int i = 0; i < verdicts.size(); i++) {
            json.writeStartObject();
            json.writeNumberField("index", i);
            write(verdicts.get(i), json);
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void write(Verdict verdict, JsonGenerator json) throws IOException {
        if (verdict instanceof Verdict.Accepted accepted) {
            json.writeStringField("id", accepted.eventId().toString());
            json.writeStringField("status", "accepted");
        } else if (verdict instanceof Verdict.Rejected rejected) {
            json.writeStringField("status", "rejected");
            json.writeStringField("error", rejected.error());
        } else if (verdict instanceof Verdict.Retry retry) {
            json.writeStringField("id", retry.eventId().toString());
            json.writeStringField("status", "retry");
            json.writeStringField("error", retry.error());
        }
    }
}
