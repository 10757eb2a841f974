package dev.eventlane.http;

import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderMap;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import io.undertow.util.Methods;
import io.undertow.util.StatusCodes;
import java.util.List;

/** Lets pages of the allowed origins call the API; answers their preflight requests itself. */
public final class CorsHandler implements HttpHandler {
    private static final HttpString ALLOW_ORIGIN = new HttpString("Access-Control-Allow-Origin");
    private static final HttpString ALLOW_METHODS = new HttpString("Access-Control-Allow-Methods");
    private static final HttpString ALLOW_HEADERS = new HttpString("Access-Control-Allow-Headers");
    private static final HttpString EXPOSE_HEADERS = new HttpString("Access-Control-Expose-Headers");
    private static final HttpString MAX_AGE = new HttpString("Access-Control-Max-Age");

    private final List<String> allowedOrigins;
    private final HttpHandler next;

    /**
     * Creates the handler.
     *
     * @param allowedOrigins such as {@code https://app.example.com}; {@code *} allows all
     */
    public CorsHandler(List<String> allowedOrigins, HttpHandler next) {
        this.allowedOrigins = List.copyOf(allowedOrigins);
        this.next = next;
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) throws Exception {
        String origin = exchange.getRequestHeaders().getFirst(Headers.ORIGIN);
        boolean any = allowedOrigins.contains("*");
        if (origin != null && (any || allowedOrigins.contains(origin))) {
            HeaderMap headers = exchange.getResponseHeaders();
            headers.put(ALLOW_ORIGIN, any ? "*" : origin);
            headers.put(EXPOSE_HEADERS, "Retry-After, X-RateLimit-Limit, X-RateLimit-Remaining");
            if (!any) {
                headers.put(Headers.VARY, "Origin");
            }
        }
        if (exchange.getRequestMethod().equals(Methods.OPTIONS)) {
            HeaderMap headers = exchange.getResponseHeaders();
            headers.put(ALLOW_METHODS, "GET, POST, PUT, DELETE, OPTIONS");
            headers.put(
                    ALLOW_HEADERS,
                    "Content-Type, Content-Encoding, Authorization, X-API-Key, Idempotency-Key, traceparent, tracestate");
            headers.put(MAX_AGE, "86400");
            exchange.setStatusCode(StatusCodes.NO_CONTENT);
            exchange.endExchange();
            return;
        }
        next.handleRequest(exchange);
    }
}
