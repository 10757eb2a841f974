package dev.eventlane.ingest.write;

import dev.eventlane.ingest.ByteBudget;
import io.undertow.server.HttpServerExchange;
import java.util.function.BiConsumer;

/**
 * Reads bodies on their IO thread, as they come. Memory is taken for what has come, not for what a client announces, and from a
 * budget that all unfinished bodies share; a body has bounded time to come.
 */
final class BodyReader {
    private final int maxBytes;
    private final ByteBudget unfinished;

    /** What became of a body. */
    sealed interface Result {}

    /** All of it is there. */
    static final class Whole implements Result {
        private final byte[] body;

        Whole(byte[] body) {
            this.body = body;
        }

        byte[] body() {
            return body;
        }
    }

    /** It is larger than allowed. */
    record TooLarge() implements Result {}

    /** Too many bytes of unfinished bodies are held already. */
    record Overloaded() implements Result {}

    /** It did not come in time. */
    record TooSlow() implements Result {}

    /** It ended before its end. */
    record BrokenOff() implements Result {}

    BodyReader(int maxBytes, ByteBudget unfinished) {
        this.maxBytes = maxBytes;
        this.unfinished = unfinished;
    }

    int maxBytes() {
        return maxBytes;
    }

    /** Tells the result exactly once, on the exchange's IO thread. */
    void read(HttpServerExchange exchange, BiConsumer<HttpServerExchange, Result> receiver) {
        new UnfinishedBody(maxBytes, unfinished, receiver).read(exchange);
    }
}
