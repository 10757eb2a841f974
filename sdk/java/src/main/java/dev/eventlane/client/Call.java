package dev.eventlane.client;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A request, however often it is sent.
 *
 * @param path with the query, encoded
 * @param body JSON; empty = none
 * @param idempotencyKey the same for each attempt; empty = a read
 */
record Call(String method, String path, Optional<byte[]> body, Optional<String> idempotencyKey) {
    static Call read(String path) {
        return new Call("GET", path, Optional.empty(), Optional.empty());
    }

    static Call read(String path, Map<String, ?> query) {
        return read(query.entrySet().stream()
                .map(entry ->
                        encode(entry.getKey()) + "=" + encode(entry.getValue().toString()))
                .collect(Collectors.joining("&", path + "?", "")));
    }

    /** Encodes text for one segment of a path, or for a query. */
    static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A")
                .replace("%7E", "~");
    }
}
