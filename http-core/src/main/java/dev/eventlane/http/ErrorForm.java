package dev.eventlane.http;

import io.undertow.server.HttpServerExchange;

/** Errors in the form of the route that was asked, for those who answer before the route does. */
public final class ErrorForm {
    private static final String COLLECTOR = "/events";

    private ErrorForm() {}

    /** Answers a request whose body, if it has one, is not read; the connection cannot be used again then. */
    public static void sendUnread(HttpServerExchange exchange, int status, String error) {
        if (!exchange.isRequestComplete()) {
            exchange.setPersistent(false);
        }
        Json.send(exchange, status, of(exchange, error));
    }

    private static byte[] of(HttpServerExchange exchange, String error) {
        return exchange.getRequestPath().equals(COLLECTOR)
                ? Json.object(json -> json.writeStringField("error", error))
                : Json.error(error);
    }
}
