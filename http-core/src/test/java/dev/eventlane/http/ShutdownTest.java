package dev.eventlane.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.undertow.server.HttpServerExchange;
import io.undertow.util.SameThreadExecutor;
import io.undertow.util.StatusCodes;
import java.net.ConnectException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class ShutdownTest {
    private static final String GET = "GET / HTTP/1.1\r\nHost: x\r\n\r\n";

    /** Answers when it is told to. */
    private final AtomicReference<HttpServerExchange> held = new AtomicReference<>();

    @Test
    void within_the_grace_requests_are_served_and_their_connections_closed() throws Exception {
        TestServer server = TestServer.start(
                Map.of("SHUTDOWN_GRACE", "60s"), exchange -> Json.send(exchange, StatusCodes.OK, Json.error("served")));
        try (Socket kept = server.connect()) {
            TestServer.write(kept, GET);
            assertThat(kept.getInputStream().read()).isEqualTo('H');
            CompletableFuture<Void> closing = CompletableFuture.runAsync(server::close);
            await().until(() -> server.exchangeOnce().contains("Connection: close"));

            TestServer.write(kept, GET);
            String rest = new String(kept.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            // All clients have left: nothing is waited for any longer.
            closing.join();

            assertThat(rest.substring(rest.indexOf("HTTP/1.1")))
                    .startsWith("HTTP/1.1 200 OK\r\n")
                    .contains("Connection: close")
                    .endsWith("{\"success\":false,\"error\":\"served\"}");
            assertThatThrownBy(server::connect).isInstanceOf(ConnectException.class);
        }
    }

    @Test
    void what_is_under_way_is_finished_while_new_connections_and_requests_are_refused() throws Exception {
        TestServer server = TestServer.start(Map.of(), exchange -> {
            exchange.dispatch(SameThreadExecutor.INSTANCE, () -> held.set(exchange));
        });
        try (Socket kept = server.connect();
                Socket busy = server.connect()) {
            TestServer.write(busy, GET);
            await().until(() -> held.get() != null);
            CompletableFuture<Void> closing = CompletableFuture.runAsync(server::close);
            await().until(() -> isRefused(server));

            TestServer.write(kept, GET);
            assertThat(new String(kept.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .startsWith("HTTP/1.1 503 ")
                    .contains("Connection: close")
                    .contains("Retry-After: 1")
                    .endsWith("{\"success\":false,\"error\":\"service unavailable\"}");
            assertThat(closing).isNotDone();
            HttpServerExchange exchange = held.get();
            exchange.getIoThread().execute(() -> Json.send(exchange, StatusCodes.OK, Json.error("finished")));
            closing.join();

            assertThat(new String(busy.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .startsWith("HTTP/1.1 200 OK")
                    .endsWith("{\"success\":false,\"error\":\"finished\"}");
        }
    }

    @Test
    void what_does_not_finish_is_cut_off_in_the_end() throws Exception {
        TestServer server = TestServer.start(Map.of("SHUTDOWN_TIMEOUT", "200ms"), exchange -> {
            exchange.dispatch(SameThreadExecutor.INSTANCE, () -> held.set(exchange));
        });
        try (Socket busy = server.connect()) {
            TestServer.write(busy, GET);
            await().until(() -> held.get() != null);

            server.close();

            assertThat(busy.getInputStream().read()).isEqualTo(-1);
        }
    }

    private static boolean isRefused(TestServer server) throws Exception {
        try (Socket socket = server.connect()) {
            return !socket.isConnected();
        } catch (ConnectException e) {
            return true;
        }
    }
}
