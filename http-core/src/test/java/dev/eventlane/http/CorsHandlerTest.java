package dev.eventlane.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.undertow.util.StatusCodes;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CorsHandlerTest {
    @Test
    void a_page_may_send_every_header_that_means_something_here() {
        try (TestServer server = TestServer.start(
                Map.of(),
                new CorsHandler(List.of("*"), exchange -> Json.send(exchange, StatusCodes.OK, Json.error("none"))))) {
            assertThat(server.send("OPTIONS", "/event").headers().firstValue("Access-Control-Allow-Headers"))
                    .hasValue(
                            "Content-Type, Content-Encoding, Authorization, X-API-Key, Idempotency-Key, traceparent, tracestate");
        }
    }
}
