package dev.eventlane.http.accesslog;

import dev.eventlane.core.event.Times;
import dev.eventlane.core.trace.TraceContext;
import dev.eventlane.http.Json;
import dev.eventlane.http.RequestTrace;
import dev.eventlane.http.Router;
import dev.eventlane.http.access.Caller;
import io.undertow.server.HttpServerExchange;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;

/**
 * What a line of the access log says. Of what a client sent, it holds the method and the path, both cut off where they are longer
 * than honest ones: no query, since a cursor or a filter may hold content, no headers but the trace, no body.
 *
 * @param timeMillis when the request ended, since 1970
 * @param route empty = there is none for its path and method
 * @param bytesIn of the body as it was announced; -1 = it was not announced
 * @param caller whose project and key's name are told, never the key
 */
record AccessLogEntry(
        long timeMillis,
        String method,
        Optional<Router.Route> route,
        String path,
        int status,
        long nanos,
        long bytesIn,
        long bytesOut,
        Optional<Caller> caller,
        Optional<String> traceId) {
    private static final int MAX_METHOD = 16;
    private static final int MAX_PATH = 512;
    private static final double NANOS_PER_MILLI = 1e6;

    static AccessLogEntry of(HttpServerExchange exchange, long nanos) {
        return new AccessLogEntry(
                System.currentTimeMillis(),
                cut(exchange.getRequestMethod().toString(), MAX_METHOD),
                Router.routeOf(exchange),
                cut(exchange.getRequestPath(), MAX_PATH),
                exchange.getStatusCode(),
                nanos,
                exchange.getRequestContentLength(),
                exchange.getResponseBytesSent(),
                Caller.find(exchange),
                RequestTrace.of(exchange).map(TraceContext::traceId));
    }

    private static String cut(String text, int length) {
        return text.length() <= length ? text : text.substring(0, length) + "…";
    }

    String line() {
        byte[] object = Json.object(json -> {
            json.writeStringField("time", Times.format(Instant.ofEpochMilli(timeMillis)));
            json.writeStringField("method", method);
            if (route.isPresent()) {
                json.writeStringField("route", route.get().template());
            }
            json.writeStringField("path", path);
            json.writeNumberField("status", status);
            json.writeNumberField("duration_ms", Math.round(nanos / NANOS_PER_MILLI * 1000) / 1000.0);
            if (bytesIn >= 0) {
                json.writeNumberField("bytes_in", bytesIn);
            }
            json.writeNumberField("bytes_out", bytesOut);
            if (caller.isPresent()) {
                json.writeStringField("project", caller.get().project());
                json.writeStringField("key", caller.get().name());
            }
            if (traceId.isPresent()) {
                json.writeStringField("trace_id", traceId.get());
            }
        });
        return new String(object, StandardCharsets.UTF_8);
    }
}
