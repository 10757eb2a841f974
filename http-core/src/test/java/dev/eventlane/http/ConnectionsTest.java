package dev.eventlane.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.undertow.server.HttpHandler;
import io.undertow.util.StatusCodes;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Connections that are too many, too slow or idle. */
class ConnectionsTest {
    private static final HttpHandler OK = exchange -> Json.send(exchange, StatusCodes.OK, Json.error("none"));
    private static final String GET = "GET / HTTP/1.1\r\nHost: x\r\n\r\n";

    @Test
    void a_connection_beyond_the_limit_is_closed_at_once_and_let_in_when_another_has_gone() throws Exception {
        try (TestServer server = TestServer.start(Map.of("MAX_CONNECTIONS", "3"), OK)) {
            List<Socket> held = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                held.add(server.connect());
            }
            await().until(() -> server.server().openConnections() == 3);

            assertThat(isClosed(server)).isTrue();
            for (Socket socket : held) {
                TestServer.write(socket, GET);
                assertThat(socket.getInputStream().read()).isEqualTo('H');
            }
            held.get(0).close();
            await().until(() -> !isClosed(server));
            for (Socket socket : held) {
                socket.close();
            }
            await().until(() -> server.server().openConnections() == 0);
        }
    }

    @Test
    void many_idle_connections_keep_nobody_waiting() throws Exception {
        try (TestServer server = TestServer.start(Map.of(), OK)) {
            List<Socket> idle = new ArrayList<>();
            try {
                for (int i = 0; i < 2_000; i++) {
                    idle.add(server.connect());
                }
                await().until(() -> server.server().openConnections() == 2_000);

                assertThat(server.send("GET", "/").statusCode()).isEqualTo(200);
            } finally {
                for (Socket socket : idle) {
                    socket.close();
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"G", "GET / HTTP/1.1\r\nHost: x\r\nX-Slow: "})
    void a_head_that_does_not_come_in_time_ends_its_connection(String beginning) throws Exception {
        try (TestServer server = TestServer.start(Map.of("HEADER_TIMEOUT", "300ms"), OK);
                Socket socket = server.connect()) {
            TestServer.write(socket, beginning);

            assertThat(socket.getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void a_head_that_comes_drop_by_drop_has_no_more_time() throws Exception {
        try (TestServer server = TestServer.start(Map.of("HEADER_TIMEOUT", "500ms"), OK);
                Socket socket = server.connect()) {
            TestServer.write(socket, "GET / HTTP/1.1\r\nHost: x\r\nX-Slow: ");

            await().pollInterval(Duration.ofMillis(50))
                    .atMost(Duration.ofSeconds(5))
                    .until(() -> dripsInVain(socket));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", GET})
    void a_connection_without_a_request_is_closed_after_the_idle_time(String before) throws Exception {
        try (TestServer server = TestServer.start(Map.of("IDLE_TIMEOUT", "300ms"), OK);
                Socket socket = server.connect()) {
            TestServer.write(socket, before);

            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .startsWith(before.isEmpty() ? "" : "HTTP/1.1 200 OK");
        }
    }

    private static boolean isClosed(TestServer server) throws IOException {
        try (Socket socket = server.connect()) {
            TestServer.write(socket, GET);
            return socket.getInputStream().read() == -1;
        } catch (IOException e) {
            return true;
        }
    }

    private static boolean dripsInVain(Socket socket) {
        try {
            TestServer.write(socket, "x");
            return false;
        } catch (IOException e) {
            return true;
        }
    }
}
