package dev.eventlane.ingest.write;

import dev.eventlane.http.Json;
import dev.eventlane.ingest.content.ContentCoding;
import dev.eventlane.ingest.write.WriteOutcome.Refused;
import dev.eventlane.ingest.write.WriteOutcome.UnsupportedCoding;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import java.util.function.Function;

/** Answers requests that a route does not take. */
final class Refusals {
    private final Function<String, byte[]> form;
    private final WriteMetrics metrics;

    /**
     * Creates the answers of a route.
     *
     * @param form makes the body of the text that says why
     */
    Refusals(Function<String, byte[]> form, WriteMetrics metrics) {
        this.form = form;
        this.metrics = metrics;
    }

    void send(HttpServerExchange exchange, Refused refused) {
        metrics.count(refused);
        if (refused instanceof UnsupportedCoding) {
            exchange.getResponseHeaders().put(Headers.ACCEPT_ENCODING, ContentCoding.READABLE);
        }
        Json.send(exchange, refused.status(), form.apply(refused.error()));
    }

    /** Refuses a request whose body may not have been read; the connection cannot be used again. */
    void sendUnread(HttpServerExchange exchange, Refused refused) {
        exchange.setPersistent(false);
        send(exchange, refused);
    }
}
