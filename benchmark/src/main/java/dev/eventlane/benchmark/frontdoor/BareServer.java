package dev.eventlane.benchmark.frontdoor;

import io.undertow.Undertow;
import io.undertow.UndertowOptions;
import io.undertow.util.Headers;
import io.undertow.util.StatusCodes;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * What the front door is measured against: Undertow, which reads the body and gives the same answer, and does nothing else. Its
 * argument is the port.
 */
public final class BareServer {
    private static final byte[] ANSWER =
            "{\"success\":true,\"message\":\"event creation queued\",\"data\":{\"id\":\"0195d6a0-0000-7000-8000-00000000000a\"}}"
                    .getBytes(StandardCharsets.UTF_8);

    private BareServer() {}

    public static void main(String[] arguments) {
        Undertow.builder()
                .addHttpListener(Integer.parseInt(arguments[0]), "127.0.0.1")
                .setServerOption(UndertowOptions.DECODE_URL, false)
                .setHandler(exchange -> exchange.getRequestReceiver().receiveFullBytes((whole, body) -> {
                    whole.setStatusCode(StatusCodes.ACCEPTED);
                    whole.getResponseHeaders().put(Headers.CONTENT_TYPE, "application/json; charset=utf-8");
                    whole.getResponseSender().send(ByteBuffer.wrap(ANSWER));
                }))
                .build()
                .start();
    }
}
