package dev.eventlane.http;

import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.xnio.IoUtils;
import org.xnio.XnioExecutor;

/**
 * Closes connections whose client was answered and goes on sending the body that nobody wants. Undertow reads such a body to its
 * end, however long it is and however slowly it comes, even where the connection is not to be used again.
 */
final class UnreadBodies implements HttpHandler {
    /** Time to read the answer: who closes while bytes come in makes the client lose it. */
    static final Duration TIME_TO_END = Duration.ofSeconds(3);

    private final HttpHandler next;

    UnreadBodies(HttpHandler next) {
        this.next = next;
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) throws Exception {
        if (!exchange.isRequestComplete()) {
            exchange.addResponseCommitListener(UnreadBodies::watchIfUnread);
        }
        next.handleRequest(exchange);
    }

    private static void watchIfUnread(HttpServerExchange exchange) {
        if (!exchange.isRequestComplete()) {
            new Watch(exchange).begin();
        }
    }

    /** Looks at an exchange until it is complete. Its state is used by its IO thread only. */
    private static final class Watch {
        private final HttpServerExchange exchange;
        private XnioExecutor.Key timer;
        private boolean complete;

        Watch(HttpServerExchange exchange) {
            this.exchange = exchange;
        }

        void begin() {
            exchange.addExchangeCompleteListener((ended, nextListener) -> {
                ended.getIoThread().execute(this::end);
                nextListener.proceed();
            });
            exchange.getIoThread().execute(this::lookLater);
        }

        private void end() {
            complete = true;
            if (timer != null) {
                timer.remove();
            }
        }

        private void lookLater() {
            if (!complete) {
                timer = exchange.getIoThread().executeAfter(this::look, TIME_TO_END.toMillis(), TimeUnit.MILLISECONDS);
            }
        }

        private void look() {
            if (complete || exchange.isRequestComplete()) {
                return;
            }
            if (!exchange.isResponseComplete()) {
                // Whoever reads a long answer slowly has the idle time, as without a body: nobody reads the body
                // meanwhile.
                lookLater();
                return;
            }
            IoUtils.safeClose(exchange.getConnection());
        }
    }
}
