package dev.eventlane.http;

import dev.eventlane.http.RefusalCounts.Reason;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderMap;
import io.undertow.util.HeaderValues;
import io.undertow.util.StatusCodes;

/**
 * Bounds the head of a request. Undertow's own bounds lie beyond these: it answers with an empty 400, whatever was too large,
 * before any handler sees the request.
 */
final class RequestHead implements HttpHandler {
    /** Undertow reads at most so many headers. */
    static final int HARD_MAX_HEADERS = 200;

    private static final int MAX_HEADERS = 100;
    /** Colon, space, and the end of the line. */
    private static final int BESIDE_NAME_AND_VALUE = 4;

    private final ServerConfig config;
    private final RefusalCounts refusals;
    private final HttpHandler next;

    RequestHead(ServerConfig config, RefusalCounts refusals, HttpHandler next) {
        this.config = config;
        this.refusals = refusals;
        this.next = next;
    }

    /** The most bytes of a head that Undertow takes. */
    static int hardMaxBytes(ServerConfig config) {
        return 4 * (config.maxHeaderBytes() + config.maxAddressBytes());
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) throws Exception {
        int address =
                exchange.getRequestURI().length() + exchange.getQueryString().length();
        if (address > config.maxAddressBytes()) {
            refusals.count(Reason.ADDRESS_TOO_LONG, RefusalCounts.NOBODY);
            ErrorForm.sendUnread(
                    exchange,
                    StatusCodes.REQUEST_URI_TOO_LARGE,
                    "path and query must be at most " + config.maxAddressBytes() + " bytes");
        } else if (isTooLarge(exchange.getRequestHeaders())) {
            refusals.count(Reason.HEADERS_TOO_LARGE, RefusalCounts.NOBODY);
            ErrorForm.sendUnread(
                    exchange,
                    StatusCodes.REQUEST_HEADER_FIELDS_TOO_LARGE,
                    "headers must be at most " + MAX_HEADERS + ", of " + config.maxHeaderBytes() + " bytes together");
        } else {
            next.handleRequest(exchange);
        }
    }

    private boolean isTooLarge(HeaderMap headers) {
        int count = 0;
        int bytes = 0;
        for (long cookie = headers.fastIterate(); cookie != -1L; cookie = headers.fiNext(cookie)) {
            HeaderValues values = headers.fiCurrent(cookie);
            for (String value : values) {
                count++;
                bytes += values.getHeaderName().length() + value.length() + BESIDE_NAME_AND_VALUE;
            }
        }
        return count > MAX_HEADERS || bytes > config.maxHeaderBytes();
    }
}
