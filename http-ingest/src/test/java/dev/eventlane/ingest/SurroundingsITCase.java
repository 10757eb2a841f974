package dev.eventlane.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.eventlane.core.operation.Operation;
import dev.eventlane.localstack.server.KafkaServer;
import io.undertow.Undertow;
import io.undertow.UndertowOptions;
import io.undertow.server.ConnectorStatistics;
import io.undertow.util.Headers;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How the front door behaves when Kafka or the analytics API do not, and what needs neither. */
class SurroundingsITCase {
    private static final String CREATE = "{\"conversation_id\":\"c\",\"event_name\":\"a\"}";

    @TempDir
    static Path folder;

    private static KafkaServer kafka;

    @BeforeAll
    static void start() {
        kafka = KafkaServer.start(folder);
    }

    @AfterAll
    static void stop() {
        kafka.close();
    }

    @Test
    void while_kafka_is_away_writes_are_503_in_bounded_time_and_taken_again_when_it_is_back() throws Exception {
        try (IngestFixture ingest = IngestFixture.start(kafka, "away", Map.of())) {
            kafka.kill();
            long started = System.nanoTime();
            HttpResponse<String> refused = ingest.send("POST", "/event/", CREATE);
            Duration waited = Duration.ofNanos(System.nanoTime() - started);
            kafka.restart();

            assertThat(refused.statusCode()).isEqualTo(503);
            assertThat(refused.headers().firstValue("Retry-After")).hasValue("1");
            assertThat(refused.body())
                    .isEqualTo(
                            "{\"success\":false,\"error\":\"Kafka did not confirm the write; send it again later\"}");
            assertThat(waited).isLessThan(Duration.ofSeconds(4));
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> ingest.send("POST", "/event/", CREATE).statusCode() == 202);
        }
    }

    @Test
    void more_bytes_in_flight_than_allowed_are_503_at_once_and_nothing_of_them_is_stored() throws Exception {
        try (IngestFixture ingest = IngestFixture.start(
                kafka, "overload", Map.of("MAX_IN_FLIGHT_BYTES", "64KiB", "KAFKA_DELIVERY_TIMEOUT", "30s"))) {
            String body = "{\"conversation_id\":\"c\",\"event_name\":\"a\",\"input\":\"" + "x".repeat(40_000) + "\"}";
            kafka.pause();
            CompletableFuture<HttpResponse<String>> first;
            List<HttpResponse<String>> more;
            try {
                first = ingest.sendLater("POST", "/event/", body);
                await().atMost(Duration.ofSeconds(10)).until(() -> inFlightBytes(ingest) > 40_000);
                more = List.of(ingest.send("POST", "/event/", body), ingest.send("POST", "/event/", body));
                assertThat(first).isNotDone();
            } finally {
                kafka.resume();
            }

            assertThat(first.join().statusCode()).isEqualTo(202);
            assertThat(more).allSatisfy(answer -> {
                assertThat(answer.statusCode()).isEqualTo(503);
                assertThat(answer.body())
                        .isEqualTo(
                                "{\"success\":false,\"error\":\"too many writes are waiting for Kafka; send this again later\"}");
            });
            assertThat(ingest.operations().stream().filter(Operation.Create.class::isInstance))
                    .hasSize(1);
        }
    }

    private static double inFlightBytes(IngestFixture ingest) {
        return ingest.send("GET", "/metrics", null)
                .body()
                .lines()
                .filter(line -> line.startsWith("eventlane_kafka_in_flight_bytes "))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.indexOf(' '))))
                .sum();
    }

    @Test
    void reads_are_forwarded_with_path_and_query_and_answered_as_they_come() {
        Undertow analytics = Undertow.builder()
                .addHttpListener(0, "127.0.0.1")
                .setHandler(exchange -> {
                    exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, "application/json; charset=utf-8");
                    exchange.setStatusCode(404);
                    exchange.getResponseSender()
                            .send("{\"seen\":\"" + exchange.getRequestURI() + "?" + exchange.getQueryString() + "\"}");
                })
                .build();
        analytics.start();
        int port = ((InetSocketAddress) analytics.getListenerInfo().get(0).getAddress()).getPort();
        try (IngestFixture ingest =
                IngestFixture.start(kafka, "reads", Map.of("ANALYTICS_URL", "http://127.0.0.1:" + port))) {
            HttpResponse<String> answer = ingest.send(
                    "GET", "/events/conversation/a%2Fb%20c?limit=5&cursor=x%3D", null, "Origin", "http://app");

            assertThat(answer.statusCode()).isEqualTo(404);
            assertThat(answer.body()).isEqualTo("{\"seen\":\"/events/conversation/a%2Fb%20c?limit=5&cursor=x%3D\"}");
            assertThat(answer.headers().allValues("Access-Control-Allow-Origin"))
                    .containsExactly("*");
        } finally {
            analytics.stop();
        }
    }

    @Test
    void reads_are_503_while_the_analytics_api_is_away_and_writes_go_on() {
        try (IngestFixture ingest = IngestFixture.start(kafka, "no-reads", Map.of())) {
            HttpResponse<String> read = ingest.send("GET", "/analytics/latency", null);

            assertThat(read.statusCode()).isEqualTo(503);
            assertThat(read.headers().firstValue("Retry-After")).hasValue("1");
            assertThat(read.body())
                    .isEqualTo(
                            "{\"success\":false,\"error\":\"reads are not available: analytics-api does not answer\"}");
            assertThat(ingest.send("POST", "/event/", CREATE).statusCode()).isEqualTo(202);
        }
    }

    @Test
    void reads_that_failed_leave_nothing_behind_and_come_back_with_the_analytics_api() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        try (IngestFixture ingest =
                IngestFixture.start(kafka, "reads-back", Map.of("ANALYTICS_URL", "http://127.0.0.1:" + port))) {
            for (int i = 0; i < 50; i++) {
                assertThat(ingest.send("GET", "/analytics/latency", null).statusCode())
                        .isEqualTo(503);
            }
            Undertow analytics = Undertow.builder()
                    .addHttpListener(port, "127.0.0.1")
                    .setServerOption(UndertowOptions.ENABLE_STATISTICS, true)
                    .setHandler(exchange -> exchange.getResponseSender().send("{}"))
                    .build();
            analytics.start();
            try {
                await().until(() ->
                        ingest.send("GET", "/analytics/latency", null).statusCode() == 200);
                ConnectorStatistics connections =
                        analytics.getListenerInfo().get(0).getConnectorStatistics();
                await().during(Duration.ofSeconds(3))
                        .atMost(Duration.ofSeconds(10))
                        .until(() -> connections.getMaxActiveConnections() < 10);
            } finally {
                analytics.stop();
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GET   | /health   | 200 | {\"success\":true,\"message\":\"ok\"}",
                "GET   | /healthz  | 200 | {\"status\":\"ok\"}",
                "GET   | /ping     | 200 | {\"success\":true,\"message\":\"pong\"}",
                "GET   | /nothing  | 404 | {\"success\":false,\"error\":\"no such path\"}",
                "PATCH | /event/7  | 405 | {\"success\":false,\"error\":\"method must be one of: PUT, DELETE, GET\"}",
                "GET   | /events   | 405 | {\"success\":false,\"error\":\"method must be one of: POST\"}",
            })
    void paths_and_methods_are_answered_in_json(String method, String path, int status, String body) {
        try (IngestFixture ingest = IngestFixture.start(kafka, "paths", Map.of())) {
            HttpResponse<String> answer = ingest.send(method, path, null);

            assertThat(answer.statusCode()).isEqualTo(status);
            assertThat(answer.body()).isEqualTo(body);
            assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json; charset=utf-8");
        }
    }

    @Test
    void a_wrong_method_names_the_right_ones() {
        try (IngestFixture ingest = IngestFixture.start(kafka, "allow", Map.of())) {
            assertThat(ingest.send("PATCH", "/event/7", null).headers().firstValue("Allow"))
                    .hasValue("PUT, DELETE, GET, OPTIONS");
        }
    }

    @Test
    void only_allowed_origins_may_call_from_a_page() {
        try (IngestFixture ingest = IngestFixture.start(
                kafka, "cors", Map.of("CORS_ALLOWED_ORIGINS", "https://a.example, https://b.example"))) {
            HttpResponse<String> preflight = ingest.send("OPTIONS", "/event/", null, "Origin", "https://b.example");
            HttpResponse<String> foreign = ingest.send("GET", "/health", null, "Origin", "https://c.example");

            assertThat(preflight.statusCode()).isEqualTo(204);
            assertThat(preflight.headers().firstValue("Access-Control-Allow-Origin"))
                    .hasValue("https://b.example");
            assertThat(preflight.headers().firstValue("Access-Control-Allow-Methods"))
                    .hasValue("GET, POST, PUT, DELETE, OPTIONS");
            assertThat(preflight.headers().firstValue("Vary")).hasValue("Origin");
            assertThat(foreign.headers().firstValue("Access-Control-Allow-Origin"))
                    .isEmpty();
        }
    }

    @Test
    void only_the_configured_event_names_are_taken() {
        try (IngestFixture ingest =
                IngestFixture.start(kafka, "names", Map.of("EVENT_NAMES", "event_a,event_b,event_c"))) {
            String rule = "must be one of: event_a, event_b, event_c";
            HttpResponse<String> create =
                    ingest.send("POST", "/event/", "{\"conversation_id\":\"c\",\"event_name\":\"event_d\"}");
            HttpResponse<String> collect = ingest.send(
                    "POST",
                    "/events",
                    "{\"event_type\":\"x\",\"source\":\"s\",\"created_at\":\"2026-03-27T12:00:00Z\"}");

            assertThat(create.statusCode()).isEqualTo(400);
            assertThat(create.body()).isEqualTo("{\"success\":false,\"error\":\"event_name " + rule + "\"}");
            assertThat(collect.body()).isEqualTo("{\"error\":\"event_type " + rule + "\"}");
            assertThat(ingest.send("POST", "/event/", "{\"conversation_id\":\"c\",\"event_name\":\"event_b\"}")
                            .statusCode())
                    .isEqualTo(202);
        }
    }
}
