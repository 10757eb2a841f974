package dev.eventlane.ingest.write;

import io.undertow.server.HttpServerExchange;
import java.util.concurrent.RejectedExecutionException;
import org.xnio.IoUtils;

/** Ends exchanges that nothing can be said about any more. */
final class Unanswered {
    private Unanswered() {}

    /**
     * Closes the connection: a client that waits learns that there is no answer, and what the exchange holds is given back. May
     * be called on any thread.
     */
    static void close(HttpServerExchange exchange) {
        try {
            exchange.getIoThread().execute(() -> {
                IoUtils.safeClose(exchange.getConnection());
                // Nothing goes out any more; this tells those who wait for the exchange's end.
                exchange.endExchange();
            });
        } catch (RejectedExecutionException e) {
            // The server has ended, and with it everything that the exchange could hold.
            IoUtils.safeClose(exchange.getConnection());
        }
    }
}
