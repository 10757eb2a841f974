package dev.eventlane.http;

import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.StatusCodes;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xnio.IoUtils;

/** Turns what a handler throws into an answer: the client's fault is a 400 with the reason, ours a 500 without details. */
public final class ErrorHandler implements HttpHandler {
    private static final Logger LOG = LoggerFactory.getLogger(ErrorHandler.class);

    private final HttpHandler next;

    public ErrorHandler(HttpHandler next) {
        this.next = next;
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) {
        try {
            next.handleRequest(exchange);
        } catch (BadRequestException e) {
            Json.send(exchange, StatusCodes.BAD_REQUEST, Json.error(e.getMessage()));
        } catch (Exception e) {
            LOG.error("{} {} failed", exchange.getRequestMethod(), exchange.getRequestPath(), e);
            if (exchange.isResponseStarted()) {
                // Too late for another status: the client must see that the answer breaks off.
                IoUtils.safeClose(exchange.getConnection());
            } else {
                Json.send(exchange, StatusCodes.INTERNAL_SERVER_ERROR, Json.error("internal error"));
            }
        }
    }
}
