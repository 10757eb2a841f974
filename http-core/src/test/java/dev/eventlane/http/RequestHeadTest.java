package dev.eventlane.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.undertow.util.StatusCodes;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a server says to heads of requests that are too large, or no HTTP. */
class RequestHeadTest {
    private TestServer server;

    @BeforeEach
    void start() {
        server = TestServer.start(
                Map.of("MAX_HEADER_BYTES", "2KiB", "MAX_ADDRESS_BYTES", "1KiB"),
                exchange -> Json.send(exchange, StatusCodes.OK, Json.error("none")));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void headers_within_the_limits_are_taken() throws Exception {
        assertThat(server.exchange("GET /" + "a".repeat(1022) + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\nX: "
                        + "x".repeat(1900) + "\r\n\r\n"))
                .startsWith("HTTP/1.1 200 OK\r\n");
    }

    @Test
    void headers_over_the_limit_are_431() throws Exception {
        String answer = server.exchange(
                "GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\nX: " + "x".repeat(2048) + "\r\n\r\n");

        assertThat(answer)
                .startsWith("HTTP/1.1 431 ")
                .endsWith("{\"success\":false,\"error\":\"headers must be at most 100, of 2048 bytes together\"}");
        assertThat(server.refusals().counts()).isEqualTo(Map.of("headers_too_large ", 1L));
    }

    @Test
    void more_headers_than_allowed_are_431() throws Exception {
        String headers =
                IntStream.range(0, 99).mapToObj(i -> "X" + i + ": 1\r\n").collect(Collectors.joining());

        assertThat(server.exchange("GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n" + headers + "\r\n"))
                .startsWith("HTTP/1.1 431 ");
    }

    @Test
    void an_address_over_the_limit_is_414() throws Exception {
        String answer =
                server.exchange("GET /a?" + "b".repeat(1023) + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");

        assertThat(answer)
                .startsWith("HTTP/1.1 414 ")
                .endsWith("{\"success\":false,\"error\":\"path and query must be at most 1024 bytes\"}");
        assertThat(server.refusals().counts()).isEqualTo(Map.of("address_too_long ", 1L));
    }

    /** Undertow says so before any handler is asked, and has no way to be told other words. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "nonsense\r\n\r\n",
                "GET / HTTP/1.1\r\n\r\n",
                "GET / HTTP/2.0\r\nHost: x\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: x\r\nHost: y\r\n\r\n",
                "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: x\r\n\r\n",
            })
    void what_is_no_http_is_an_empty_400(String request) throws Exception {
        assertThat(server.exchange(request))
                .startsWith("HTTP/1.1 400 ")
                .contains("Content-Length: 0\r\n")
                .contains("Connection: close\r\n")
                .endsWith("\r\n\r\n");
    }

    @Test
    void far_beyond_the_limits_nothing_is_kept_and_the_answer_is_an_empty_400() throws Exception {
        String many = IntStream.range(0, 250).mapToObj(i -> "X" + i + ": 1\r\n").collect(Collectors.joining());

        assertThat(server.exchange("GET / HTTP/1.1\r\nHost: x\r\n" + many + "\r\n"))
                .startsWith("HTTP/1.1 400 ");
    }
}
