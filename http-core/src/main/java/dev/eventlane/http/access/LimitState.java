package dev.eventlane.http.access;

import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderMap;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import java.time.Duration;

/**
 * A limit after something was counted.
 *
 * @param isWithin whether it was still within the limit
 * @param allowance the limit
 * @param most that can come at once
 * @param left that could come at once now
 * @param retryAfter until what was counted fits; at most the time of the allowance
 */
record LimitState(boolean isWithin, Allowance allowance, long most, long left, Duration retryAfter) {
    static final HttpString LIMIT = new HttpString("X-RateLimit-Limit");
    static final HttpString REMAINING = new HttpString("X-RateLimit-Remaining");

    void tell(HttpServerExchange exchange) {
        HeaderMap headers = exchange.getResponseHeaders();
        headers.put(LIMIT, most);
        headers.put(REMAINING, left);
        if (!isWithin) {
            headers.put(
                    Headers.RETRY_AFTER, Math.max(1, retryAfter.plusMillis(999).toSeconds()));
        }
    }
}
