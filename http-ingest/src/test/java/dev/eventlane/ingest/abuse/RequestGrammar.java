package dev.eventlane.ingest.abuse;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/** Makes requests whose framing is right, and whose every other part may be anything. */
final class RequestGrammar {
    private static final List<String> METHODS = List.of("GET", "POST", "PUT", "DELETE");
    private static final List<String> OTHER_METHODS = List.of(
            "PATCH",
            "HEAD",
            "OPTIONS",
            "TRACE",
            "CONNECT",
            "get",
            "Post",
            "PROPFIND",
            "M-SEARCH",
            "!#$%&'*+-.^_`|~",
            "X".repeat(300));
    private static final List<String> PATHS = List.of(
            "/event",
            "/event/",
            "/event/{id}",
            "/events",
            "/events/batch",
            "/events/conversation/{id}",
            "/analytics/errors",
            "/analytics/latency",
            "/analytics/sessions/top-errors",
            "/dead-letters",
            "/health",
            "/healthz",
            "/ping",
            "/ready",
            "/openapi.json",
            "/docs",
            "/");
    private static final List<String> TYPES = List.of(
            "application/json",
            "application/json; charset=utf-8",
            "application/json;charset=\"",
            "APPLICATION/JSON",
            "application/x-ndjson",
            "text/plain",
            "multipart/form-data; boundary=x",
            "application/x-www-form-urlencoded",
            "*/*",
            "",
            ";",
            "x".repeat(500));

    private final Dice dice;
    private final BodyGrammar bodies;

    RequestGrammar(Dice dice) {
        this.dice = dice;
        this.bodies = new BodyGrammar(dice);
    }

    /**
     * A request.
     *
     * @param id of the event that its path names; {@code null} = none
     */
    @SuppressWarnings("ArrayRecordComponent") // Two of them are never compared.
    record Request(byte[] bytes, String id) {
        /** For who reads a failure. */
        @Override
        public String toString() {
            String text = new String(bytes, StandardCharsets.ISO_8859_1);
            return (text.length() > 500 ? text.substring(0, 500) + "…" : text)
                    .replace("\r", "\\r")
                    .replace("\0", "\\0");
        }
    }

    Request request() {
        String method = dice.oneIn(6) ? dice.of(OTHER_METHODS) : dice.of(METHODS);
        String id = dice.oneIn(3) ? null : new UUID(dice.anyLong(), dice.anyLong()).toString();
        String path = path(method, id);
        List<String> headers = headers();
        byte[] body = hasBody(method) ? body(method, path) : new byte[0];
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        boolean chunked = body.length > 0 && dice.oneIn(4);
        if (chunked) {
            headers.add("Transfer-Encoding: chunked");
        } else if (body.length > 0 || dice.oneIn(4)) {
            headers.add("Content-Length: " + body.length);
        }
        write(method + " " + path + " HTTP/1.1\r\n" + String.join("\r\n", headers) + "\r\n\r\n", out);
        if (chunked) {
            writeChunks(body, out);
        } else {
            out.writeBytes(body);
        }
        return new Request(out.toByteArray(), path.equals("/event/" + id) ? id : null);
    }

    /** Any bytes that were once a request. */
    byte[] mutated() {
        byte[] bytes = dice.oneIn(20) ? dice.bytes(dice.below(300)) : request().bytes();
        for (int i = 1 + dice.below(3); i > 0; i--) {
            bytes = bodies.mutated(bytes);
        }
        return bytes;
    }

    /** One in two is what the route takes: who is refused everything never comes further in. */
    private byte[] body(String method, String path) {
        if (dice.oneIn(2)) {
            return bodies.body();
        }
        String body = method.equals("PUT")
                ? "{\"latency\":" + dice.below(1_000) + "}"
                : path.startsWith("/events")
                        ? "{\"event_type\":\"page_view\",\"source\":\"landing\",\"created_at\":\"2026-03-27T12:00:00Z\"}"
                        : "{\"conversation_id\":\"conv_1\",\"event_name\":\"event_a\"}";
        return body.getBytes(StandardCharsets.UTF_8);
    }

    private boolean hasBody(String method) {
        return method.startsWith("P") || dice.oneIn(8);
    }

    private String path(String method, String id) {
        String template = method.equals("POST") && dice.oneIn(2) ? dice.of("/event/", "/events") : dice.of(PATHS);
        String path = template.replace("{id}", id == null ? segment() : id);
        if (dice.oneIn(10)) {
            path = dice.of(
                    path + "/",
                    "/" + path,
                    path + "/" + segment(),
                    path + ";v=1",
                    path.replace("/", "%2F"),
                    path.toUpperCase(Locale.ROOT),
                    "/.." + path,
                    "/./" + path,
                    "http://localhost" + path,
                    "//elsewhere.example" + path,
                    "*",
                    dice.oneIn(4) ? path + "#fragment" : path + ",x",
                    "/" + segment());
        }
        if (dice.oneIn(3)) {
            path += "?" + query();
        }
        return path;
    }

    private String segment() {
        return dice.of(
                "7",
                "conv_1",
                "%00",
                "%2e%2e%2f",
                "a%2Fb",
                "%",
                "%z",
                "%zz",
                "%c0%af",
                "%ff",
                "%E4%B8%96",
                "a+b",
                "a%20b",
                "..",
                "x".repeat(1 + dice.below(3_000)),
                "a,b;c=d",
                "'--",
                "%F0%9F%99%82",
                "%ed%a0%80");
    }

    private String query() {
        List<String> parameters = new ArrayList<>();
        for (int i = dice.below(4); i >= 0; i--) {
            String name =
                    dice.of("limit", "cursor", "days", "event_name", "from", "to", "source", "reason", "x", "", "%zz");
            parameters.add(
                    dice.oneIn(8) ? name : name + "=" + dice.of("1", "-1", "0", "99999999999", "NaN", segment(), ""));
        }
        return String.join(dice.of("&", "&", "&&", ";"), parameters);
    }

    private List<String> headers() {
        List<String> headers = new ArrayList<>();
        headers.add("Host: localhost");
        if (!dice.oneIn(6)) {
            headers.add("Content-Type: " + (dice.oneIn(3) ? dice.of(TYPES) : "application/json"));
        }
        for (int i = dice.below(4); i > 0; i--) {
            headers.add(header());
        }
        if (dice.oneIn(60)) {
            for (int i = dice.below(300); i > 0; i--) {
                headers.add("X-Many-" + i + ": " + i);
            }
        }
        return headers;
    }

    private String header() {
        return switch (dice.below(14)) {
            case 0 ->
                "Content-Encoding: "
                        + dice.of("gzip", "zstd", "br", "identity", "IDENTITY", "gzip, gzip", "", "x-gzip");
            case 1 -> "Idempotency-Key: " + dice.of("k", "", "k".repeat(128), "k".repeat(129), "a b", "\u00fc");
            case 2 ->
                "traceparent: "
                        + dice.of(
                                "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
                                "00-0-0-0",
                                "ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
                                "-".repeat(600));
            case 3 -> "tracestate: " + dice.of("a=1", ",", "=", "a=1,a=1", "x".repeat(600));
            case 4 -> "Expect: " + dice.of("100-continue", "100-Continue", "200-ok", "");
            case 5 -> "Connection: " + dice.of("keep-alive", "close", "Upgrade", "Upgrade, HTTP2-Settings", "x");
            case 6 ->
                dice.of("Upgrade: h2c", "Upgrade: websocket", "Upgrade: TLS/1.0", "HTTP2-Settings: AAMAAABkAAQAAP__");
            case 7 -> "Accept-Encoding: " + dice.of("gzip", "*;q=0", "br;q=x", "identity;q=0");
            case 8 ->
                dice.of(
                        "Authorization: Bearer x",
                        "Authorization: Basic !!!",
                        "X-API-Key: " + "k".repeat(300),
                        "Authorization:");
            case 9 -> "Origin: " + dice.of("null", "http://a.example", "*", "\u00ff");
            case 10 -> "Cookie: " + dice.of("a=b; c", "=", ";;;", "a=\"", "x".repeat(2_000));
            case 11 ->
                dice.of(
                        "Range: bytes=0-",
                        "If-None-Match: *",
                        "TE: trailers",
                        "Max-Forwards: 0",
                        "Forwarded: for=\"_x\"");
            case 12 -> "X-Forwarded-For: " + dice.of("127.0.0.1", "'", "::1, x");
            default -> "X-" + dice.below(100) + ": " + "v".repeat(dice.below(3_000));
        };
    }

    private void writeChunks(byte[] body, ByteArrayOutputStream out) {
        int at = 0;
        while (at < body.length) {
            int size = Math.min(body.length - at, 1 + dice.below(1 << dice.below(15)));
            String extension = dice.oneIn(5) ? dice.of(";a=b", ";a=\"b\"", ";x") : "";
            write(Integer.toHexString(size) + extension + "\r\n", out);
            out.writeBytes(Arrays.copyOfRange(body, at, at + size));
            write("\r\n", out);
            at += size;
        }
        write("0\r\n" + (dice.oneIn(5) ? "X-Trailer: 1\r\n" : "") + "\r\n", out);
    }

    private static void write(String text, ByteArrayOutputStream out) {
        out.writeBytes(text.getBytes(StandardCharsets.ISO_8859_1));
    }
}
