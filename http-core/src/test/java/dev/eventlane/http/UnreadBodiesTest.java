package dev.eventlane.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.undertow.server.HttpHandler;
import io.undertow.util.StatusCodes;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients that go on sending a body after their answer. */
class UnreadBodiesTest {
    private static final Duration BOUND = UnreadBodies.TIME_TO_END.plusSeconds(7);
    private static final HttpHandler REFUSING =
            exchange -> ErrorForm.sendUnread(exchange, StatusCodes.UNAUTHORIZED, "refused");
    private static final HttpHandler TAKING_NO_BODY =
            exchange -> Json.send(exchange, StatusCodes.OK, Json.error("none"));
    /** As one that reads the body until it has waited long enough. */
    private static final HttpHandler READING = exchange -> {
        exchange.getRequestReceiver().receivePartialBytes((reading, chunk, last) -> {});
        ErrorForm.sendUnread(exchange, StatusCodes.REQUEST_TIME_OUT, "too slow");
    };

    private final AtomicInteger ended = new AtomicInteger();

    @ParameterizedTest
    @ValueSource(strings = {"Content-Length: 1000000000\r\n\r\n", "Transfer-Encoding: chunked\r\n\r\n3b9aca00\r\n"})
    void a_refused_body_that_drips_does_not_hold_its_connection(String head) throws Exception {
        assertThat(answerWhileDripping(REFUSING, head))
                .startsWith("HTTP/1.1 401 ")
                .endsWith("\"refused\"}");
    }

    @Test
    void neither_does_one_that_nobody_asked_for() throws Exception {
        assertThat(answerWhileDripping(TAKING_NO_BODY, "Content-Length: 1000000000\r\n\r\n"))
                .startsWith("HTTP/1.1 200 ");
    }

    @Test
    void neither_does_one_that_was_read_in_part() throws Exception {
        assertThat(answerWhileDripping(READING, "Content-Length: 1000000000\r\n\r\n"))
                .startsWith("HTTP/1.1 408 ");
    }

    @Test
    void a_connection_whose_unread_body_has_come_is_used_again() throws Exception {
        try (HttpServer server = start(TAKING_NO_BODY);
                Socket socket = connect(server)) {
            TestServer.write(socket, "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\n\r\n");
            assertThat(socket.getInputStream().read()).isEqualTo('H');
            TestServer.write(socket, "bodyGET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");

            String rest = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(rest).containsOnlyOnce("HTTP/1.1 200 OK");
            await().until(() -> ended.get() == 2);
        }
    }

    /** What came back until the server closed the connection. */
    private String answerWhileDripping(HttpHandler handler, String head) throws Exception {
        StringBuilder answer = new StringBuilder();
        try (HttpServer server = start(handler);
                Socket socket = connect(server)) {
            socket.setSoTimeout(20);
            TestServer.write(socket, "POST /event HTTP/1.1\r\nHost: x\r\n" + head);
            await().pollInterval(Duration.ofMillis(50)).atMost(BOUND).until(() -> hasEnded(socket, answer));
            // Else the server's end would wait for it.
            await().until(() -> ended.get() == 1);
            await().until(() -> server.openConnections() == 0);
        }
        return answer.toString();
    }

    private static boolean hasEnded(Socket socket, StringBuilder answer) {
        try {
            TestServer.write(socket, "x");
            byte[] bytes = new byte[4096];
            int length = socket.getInputStream().read(bytes);
            answer.append(new String(bytes, 0, Math.max(0, length), StandardCharsets.UTF_8));
            return length < 0;
        } catch (SocketTimeoutException e) {
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    private static Socket connect(HttpServer server) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
        socket.setSoTimeout(10_000);
        return socket;
    }

    private HttpServer start(HttpHandler handler) {
        return HttpServer.start(
                TestServer.config(Map.of()),
                new CountedRefusals(),
                handler,
                List.of((exchange, nanos) -> ended.incrementAndGet()));
    }
}
