package dev.eventlane.http;

import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.StatusCodes;
import java.util.Locale;

/** Gives a JSON body to errors that Undertow's own handlers answer without one, such as those of a server that is stopping. */
final class EmptyErrors implements HttpHandler {
    private final HttpHandler next;

    EmptyErrors(HttpHandler next) {
        this.next = next;
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) throws Exception {
        exchange.addDefaultResponseListener(EmptyErrors::answer);
        next.handleRequest(exchange);
    }

    private static boolean answer(HttpServerExchange exchange) {
        int status = exchange.getStatusCode();
        if (!exchange.isResponseChannelAvailable() || status < StatusCodes.BAD_REQUEST) {
            return false;
        }
        Json.send(exchange, status, Json.error(StatusCodes.getReason(status).toLowerCase(Locale.ROOT)));
        return true;
    }
}
