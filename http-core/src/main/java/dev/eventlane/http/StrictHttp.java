package dev.eventlane.http;

import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderValues;
import io.undertow.util.Headers;
import io.undertow.util.StatusCodes;

/**
 * Refuses what Undertow reads although another program could read it otherwise: where the two disagree about where a request ends,
 * one client's bytes become another's request; where they disagree about which path it is for, one thing's name becomes another's.
 */
final class StrictHttp implements HttpHandler {
    private final HttpHandler next;

    StrictHttp(HttpHandler next) {
        this.next = next;
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) throws Exception {
        // Undertow leaves out of the path what follows: another event than the one that was named would answer, or go.
        if (exchange.getRequestURI().indexOf(';') >= 0) {
            ErrorForm.sendUnread(exchange, StatusCodes.BAD_REQUEST, "path must not contain \";\": send it as %3B");
            return;
        }
        HeaderValues encodings = exchange.getRequestHeaders().get(Headers.TRANSFER_ENCODING);
        if (encodings != null) {
            if (encodings.size() != 1 || !encodings.getFirst().equalsIgnoreCase("chunked")) {
                exchange.setPersistent(false);
                Json.send(exchange, StatusCodes.BAD_REQUEST, Json.error("Transfer-Encoding must be chunked"));
                return;
            }
            // Undertow takes a chunk size that is no number for the end of the body: what follows must not pass for a
            // request.
            exchange.addResponseCommitListener(StrictHttp::closeIfRefused);
        }
        next.handleRequest(exchange);
    }

    private static void closeIfRefused(HttpServerExchange exchange) {
        if (exchange.getStatusCode() >= StatusCodes.BAD_REQUEST) {
            exchange.setPersistent(false);
        }
    }
}
