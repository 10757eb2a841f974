package dev.eventlane.benchmark.frontdoor;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** The bytes of requests, made once and sent many times: making them must not cost what is being measured. */
final class Request {
    private static final int LATENCIES = 1_000;

    private Request() {}

    /** {@code POST /event/} with an event of the usual size, whose ID the server makes. */
    static ByteBuffer single() {
        return post("/event/", event(7));
    }

    /** {@code POST /events/batch} with this many of them. */
    static ByteBuffer batch(int events) {
        StringBuilder body = new StringBuilder("[");
        for (int i = 0; i < events; i++) {
            body.append(i == 0 ? "" : ",").append(event(i));
        }
        return post("/events/batch", body.append(']').toString());
    }

    private static String event(int number) {
        return ("{\"conversation_id\":\"conversation_%d\",\"event_name\":\"event_a\",\"latency\":%d.25,\"source\":\"web\","
                        + "\"user_id\":\"user_%d\",\"input\":\"Question number %d: what happened, and why did it take so long?\","
                        + "\"output\":\"An answer of the usual length, as an assistant would write it.\"}")
                .formatted(number / 20, number % LATENCIES, number, number);
    }

    private static ByteBuffer post(String path, String body) {
        byte[] content = body.getBytes(StandardCharsets.UTF_8);
        byte[] head = ("POST " + path
                        + " HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: "
                        + content.length + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.allocateDirect(head.length + content.length)
                .put(head)
                .put(content)
                .flip();
    }
}
