package dev.eventlane.analytics.route;

import dev.eventlane.analytics.read.ReadException;
import dev.eventlane.http.ErrorHandler;
import dev.eventlane.http.Json;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.StatusCodes;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xnio.IoUtils;

/** Answers a read on a worker thread, where it may wait for ClickHouse. */
final class ReadHandler implements HttpHandler {
    private static final Logger LOG = LoggerFactory.getLogger(ReadHandler.class);

    private final Read read;

    /** The work of one route: sends the answer, or throws. */
    @FunctionalInterface
    interface Read {
        void answer(HttpServerExchange exchange) throws Exception;
    }

    ReadHandler(Read read) {
        this.read = read;
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) {
        exchange.dispatch(new ErrorHandler(this::answer));
    }

    private void answer(HttpServerExchange exchange) throws Exception {
        try {
            read.answer(exchange);
        } catch (ReadException e) {
            LOG.warn("GET {} got no answer: {}", exchange.getRequestPath(), e.getMessage(), e);
            if (exchange.isResponseStarted()) {
                // Too late for another status: the client must see that the answer breaks off.
                IoUtils.safeClose(exchange.getConnection());
                return;
            }
            Json.send(exchange, statusOf(e.kind()), Json.error(e.getMessage()));
        }
    }

    private static int statusOf(ReadException.Kind kind) {
        return switch (kind) {
            case UNAVAILABLE -> StatusCodes.SERVICE_UNAVAILABLE;
            case TOO_EXPENSIVE -> StatusCodes.BAD_REQUEST;
        };
    }
}
