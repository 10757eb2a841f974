package dev.eventlane.ingest.write;

import dev.eventlane.ingest.content.ContentCoding;
import dev.eventlane.ingest.content.HeldBytes;
import dev.eventlane.ingest.write.BodyReader.BrokenOff;
import dev.eventlane.ingest.write.BodyReader.Overloaded;
import dev.eventlane.ingest.write.BodyReader.Result;
import dev.eventlane.ingest.write.BodyReader.TooLarge;
import dev.eventlane.ingest.write.BodyReader.TooSlow;
import dev.eventlane.ingest.write.BodyReader.Whole;
import io.undertow.server.HttpServerExchange;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.xnio.XnioExecutor;

/** One body while it comes. Used by its IO thread only. */
final class UnfinishedBody {
    private final HeldBytes bytes;
    private final ContentCoding coding;
    private final Duration timeout;
    private final BiConsumer<HttpServerExchange, Result> receiver;
    private boolean ended;
    private XnioExecutor.Key deadline;

    UnfinishedBody(
            HeldBytes bytes, ContentCoding coding, Duration timeout, BiConsumer<HttpServerExchange, Result> receiver) {
        this.bytes = bytes;
        this.coding = coding;
        this.timeout = timeout;
        this.receiver = receiver;
    }

    void read(HttpServerExchange exchange) {
        try {
            exchange.getRequestReceiver()
                    .receivePartialBytes(this::take, (failed, failure) -> end(failed, new BrokenOff()));
        } catch (IllegalArgumentException e) {
            // What Undertow makes of some malformed trailers.
            end(exchange, new BrokenOff());
        }
        if (!ended) {
            deadline = exchange.getIoThread()
                    .executeAfter(() -> end(exchange, new TooSlow()), timeout.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private void take(HttpServerExchange exchange, byte[] chunk, boolean last) {
        if (ended) {
            return;
        }
        switch (bytes.add(chunk)) {
            case TOO_LARGE -> end(exchange, new TooLarge());
            case NO_ROOM -> end(exchange, new Overloaded());
            case YES -> {
                if (last) {
                    end(exchange, new Whole(bytes, coding));
                }
            }
        }
    }

    private void end(HttpServerExchange exchange, Result result) {
        if (ended) {
            return;
        }
        ended = true;
        if (deadline != null) {
            deadline.remove();
        }
        if (result instanceof BodyReader.Failed) {
            bytes.release();
        }
        receiver.accept(exchange, result);
    }
}
