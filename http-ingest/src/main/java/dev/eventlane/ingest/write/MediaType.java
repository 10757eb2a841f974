package dev.eventlane.ingest.write;

import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import java.util.Locale;

/** What a body is ({@code Content-Type}). */
enum MediaType {
    JSON("application/json"),
    NDJSON("application/x-ndjson");

    private final String text;

    MediaType(String text) {
        this.text = text;
    }

    /** Whether the request says so; one that says nothing is JSON. */
    boolean isOf(HttpServerExchange exchange) {
        String type = exchange.getRequestHeaders().getFirst(Headers.CONTENT_TYPE);
        return type == null ? this == JSON : text.equals(type) || text.equals(withoutParameters(type));
    }

    private static String withoutParameters(String type) {
        int end = type.indexOf(';');
        return (end < 0 ? type : type.substring(0, end)).strip().toLowerCase(Locale.ROOT);
    }

    @Override
    public String toString() {
        return text;
    }
}
