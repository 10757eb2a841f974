package dev.eventlane.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.undertow.util.StatusCodes;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StrictHttpTest {
    private final TestServer server = TestServer.start(
            Map.of(), exchange -> Json.send(exchange, StatusCodes.OK, Json.error(exchange.getRequestPath())));

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/event/1;x", "/event/1;", "/event;x=y/1", "/event/1;x?a=b", "http://x/event/1;x"})
    void a_path_that_undertow_would_cut_off_is_refused(String path) throws Exception {
        assertThat(server.exchange("DELETE " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 400 ")
                .endsWith("{\"success\":false,\"error\":\"path must not contain \\\";\\\": send it as %3B\"}");
    }

    @Test
    void an_encoded_semicolon_and_one_in_the_query_are_taken() {
        HttpResponse<String> answer = server.send("GET", "/event/1%3Bx?a=b;c");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("\"/event/1%3Bx\"");
    }
}
