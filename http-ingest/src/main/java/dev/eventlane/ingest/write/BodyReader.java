package dev.eventlane.ingest.write;

import dev.eventlane.ingest.ByteBudget;
import dev.eventlane.ingest.content.ContentCoding;
import dev.eventlane.ingest.content.HeldBytes;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * Reads bodies on their IO thread, as they come. Memory is taken for what has come, not for what a client announces, and from a
 * budget that all bodies share; a body has bounded time to come.
 */
final class BodyReader {
    private final int maxBytes;
    private final ByteBudget budget;
    private final Duration timeout;

    /** What became of a body. */
    sealed interface Result {}

    /**
     * All of it is there, coded as it was sent.
     *
     * @param bytes to be released by who takes them
     */
    record Whole(HeldBytes bytes, ContentCoding coding) implements Result {}

    /** It was not taken. */
    sealed interface Failed extends Result {}

    /** It is larger than allowed. */
    record TooLarge() implements Failed {}

    /** Too many bytes of bodies are held already. */
    record Overloaded() implements Failed {}

    /** It did not come in time. */
    record TooSlow() implements Failed {}

    /** It ended before its end. */
    record BrokenOff() implements Failed {}

    /** It is coded in a way that is not read here. */
    record UnreadableCoding() implements Failed {}

    /** It is not what its coding makes. */
    record Undecodable(ContentCoding coding) implements Failed {}

    /**
     * Reads bodies.
     *
     * @param timeout how long one may take to come
     */
    BodyReader(int maxBytes, ByteBudget budget, Duration timeout) {
        this.maxBytes = maxBytes;
        this.budget = budget;
        this.timeout = timeout;
    }

    int maxBytes() {
        return maxBytes;
    }

    /** Empty bytes to add to, under the same bounds. */
    HeldBytes hold() {
        return new HeldBytes(maxBytes, budget);
    }

    /** Tells the result exactly once, on the exchange's IO thread. */
    void read(HttpServerExchange exchange, BiConsumer<HttpServerExchange, Result> receiver) {
        Optional<ContentCoding> coding =
                ContentCoding.of(exchange.getRequestHeaders().get(Headers.CONTENT_ENCODING));
        if (coding.isEmpty()) {
            receiver.accept(exchange, new UnreadableCoding());
        } else if (exchange.getRequestContentLength() > maxBytes) {
            receiver.accept(exchange, new TooLarge());
        } else {
            new UnfinishedBody(hold(), coding.get(), timeout, receiver).read(exchange);
        }
    }
}
