package dev.eventlane.http;

import dev.eventlane.core.trace.TraceContext;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderMap;
import io.undertow.util.HeaderValues;
import io.undertow.util.HttpString;
import java.util.Optional;

/** The trace that a client says its request belongs to. */
public final class RequestTrace {
    private static final HttpString TRACEPARENT = new HttpString(TraceContext.TRACEPARENT);
    private static final HttpString TRACESTATE = new HttpString(TraceContext.TRACESTATE);

    private RequestTrace() {}

    /** The request's trace context; empty if it has none, or an invalid one. */
    public static Optional<TraceContext> of(HttpServerExchange exchange) {
        HeaderMap headers = exchange.getRequestHeaders();
        HeaderValues parents = headers.get(TRACEPARENT);
        if (parents == null || parents.size() != 1) {
            return Optional.empty();
        }
        HeaderValues states = headers.get(TRACESTATE);
        return TraceContext.parse(parents.getFirst(), states == null ? null : String.join(",", states));
    }
}
