package dev.eventlane.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.eventlane.localstack.server.KafkaServer;
import io.undertow.Undertow;
import io.undertow.util.StatusCodes;
import java.net.InetSocketAddress;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadyITCase {
    private static final String ALL_READY =
            "{\"success\":true,\"message\":\"ready\",\"data\":{\"clickhouse\":\"ready\",\"flink_job\":\"unknown: FLINK_REST_URL is not set\"}}";
    private static final Duration BOUND = Duration.ofSeconds(30);

    @TempDir
    Path folder;

    /** What analytics-api says of itself. */
    private final AtomicReference<String> said = new AtomicReference<>(ALL_READY);

    @Test
    void it_is_ready_when_kafka_and_all_that_analytics_api_needs_are() throws Exception {
        Undertow analytics = Undertow.builder()
                .addHttpListener(0, "127.0.0.1")
                .setHandler(exchange -> {
                    exchange.setStatusCode(
                            said.get().contains("true") ? StatusCodes.OK : StatusCodes.SERVICE_UNAVAILABLE);
                    exchange.getResponseSender().send(said.get());
                })
                .build();
        analytics.start();
        int port = ((InetSocketAddress) analytics.getListenerInfo().get(0).getAddress()).getPort();
        try (KafkaServer kafka = KafkaServer.start(folder);
                IngestFixture ingest =
                        IngestFixture.start(kafka, "ready", Map.of("ANALYTICS_URL", "http://127.0.0.1:" + port))) {
            awaitReady(
                    ingest,
                    200,
                    "{\"success\":true,\"message\":\"ready\",\"data\":{\"kafka\":\"ready\",\"analytics_api\":\"ready\","
                            + "\"clickhouse\":\"ready\",\"flink_job\":\"unknown: FLINK_REST_URL is not set\"}}");

            said.set(
                    "{\"success\":false,\"error\":\"not ready: clickhouse\",\"data\":{\"clickhouse\":\"not ready: away\"}}");
            kafka.kill();
            HttpResponse<String> away = awaitReady(
                    ingest,
                    503,
                    "{\"success\":false,\"error\":\"not ready: kafka, clickhouse\",\"data\":{\"kafka\":"
                            + "\"not ready: Kafka does not answer\",\"analytics_api\":\"ready\",\"clickhouse\":\"not ready: away\"}}");
            assertThat(away.headers().firstValue("Retry-After")).hasValue("1");

            kafka.restart();
            analytics.stop();
            awaitReady(
                    ingest,
                    503,
                    "{\"success\":false,\"error\":\"not ready: analytics_api\",\"data\":{\"kafka\":\"ready\","
                            + "\"analytics_api\":\"not ready: analytics-api does not answer\"}}");
        } finally {
            analytics.stop();
        }
    }

    private static HttpResponse<String> awaitReady(IngestFixture ingest, int status, String body) {
        HttpResponse<String> answer = await().atMost(BOUND)
                .until(() -> ingest.send("GET", "/ready", null), ready -> ready.body()
                        .equals(body));
        assertThat(answer.statusCode()).isEqualTo(status);
        return answer;
    }
}
