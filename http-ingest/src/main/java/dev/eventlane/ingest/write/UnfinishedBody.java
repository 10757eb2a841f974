package dev.eventlane.ingest.write;

import dev.eventlane.ingest.ByteBudget;
import dev.eventlane.ingest.write.BodyReader.BrokenOff;
import dev.eventlane.ingest.write.BodyReader.Overloaded;
import dev.eventlane.ingest.write.BodyReader.Result;
import dev.eventlane.ingest.write.BodyReader.TooLarge;
import dev.eventlane.ingest.write.BodyReader.TooSlow;
import dev.eventlane.ingest.write.BodyReader.Whole;
import io.undertow.server.HttpServerExchange;
import java.io.ByteArrayOutputStream;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.xnio.XnioExecutor;

/** One body while it comes. Used by its IO thread only. */
final class UnfinishedBody {
    private static final long SECONDS_TO_COME = 30;
    private static final byte[] EMPTY = {};

    private final int maxBytes;
    private final ByteBudget budget;
    private final BiConsumer<HttpServerExchange, Result> receiver;
    private byte[] first = EMPTY;
    private ByteArrayOutputStream pieces;
    private int size;
    private boolean ended;
    private XnioExecutor.Key deadline;

    UnfinishedBody(int maxBytes, ByteBudget budget, BiConsumer<HttpServerExchange, Result> receiver) {
        this.maxBytes = maxBytes;
        this.budget = budget;
        this.receiver = receiver;
    }

    void read(HttpServerExchange exchange) {
        exchange.getRequestReceiver()
                .receivePartialBytes(this::take, (failed, failure) -> end(failed, new BrokenOff()));
        if (!ended) {
            deadline = exchange.getIoThread()
                    .executeAfter(() -> end(exchange, new TooSlow()), SECONDS_TO_COME, TimeUnit.SECONDS);
        }
    }

    private void take(HttpServerExchange exchange, byte[] chunk, boolean last) {
        if (ended) {
            return;
        }
        if (size + chunk.length > maxBytes) {
            end(exchange, new TooLarge());
        } else if (!budget.tryReserve(chunk.length)) {
            end(exchange, new Overloaded());
        } else {
            append(chunk);
            if (last) {
                end(exchange, new Whole(pieces == null ? first : pieces.toByteArray()));
            }
        }
    }

    /** Nearly every body comes in one piece, which is then not copied. */
    private void append(byte[] chunk) {
        if (size == 0) {
            first = chunk;
        } else if (chunk.length > 0) {
            if (pieces == null) {
                pieces = new ByteArrayOutputStream(2 * (size + chunk.length));
                pieces.writeBytes(first);
            }
            pieces.writeBytes(chunk);
        }
        size += chunk.length;
    }

    private void end(HttpServerExchange exchange, Result result) {
        if (ended) {
            return;
        }
        ended = true;
        budget.release(size);
        if (deadline != null) {
            deadline.remove();
        }
        receiver.accept(exchange, result);
    }
}
