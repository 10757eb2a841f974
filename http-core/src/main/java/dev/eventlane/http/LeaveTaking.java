package dev.eventlane.http;

import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;

/** Once the server is to stop, each answer asks its client to close the connection. */
final class LeaveTaking implements HttpHandler {
    private final HttpHandler next;
    private volatile boolean begun;

    LeaveTaking(HttpHandler next) {
        this.next = next;
    }

    void begin() {
        begun = true;
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) throws Exception {
        if (begun) {
            exchange.setPersistent(false);
        }
        next.handleRequest(exchange);
    }
}
