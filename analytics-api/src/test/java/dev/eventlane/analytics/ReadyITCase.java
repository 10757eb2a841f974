package dev.eventlane.analytics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadyITCase {
    private static final String JOBS = "/jobs/overview";
    private static final String CHECKPOINTS = "/jobs/7/checkpoints";

    @TempDir
    Path folder;

    private final Map<String, String> flinkSays = new ConcurrentHashMap<>();

    @Test
    void it_is_ready_when_clickhouse_answers_and_the_job_completes_checkpoints() throws Exception {
        HttpServer flink = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        flink.createContext("/", exchange -> {
            byte[] body = flinkSays
                    .getOrDefault(exchange.getRequestURI().getPath(), "{}")
                    .getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        flink.start();
        String address = "http://127.0.0.1:" + flink.getAddress().getPort();
        try (AnalyticsFixture api = AnalyticsFixture.start(folder, Map.of("FLINK_REST_URL", address))) {
            awaitReady(api, 503, "ready", "not ready: it does not run");

            flinkSays.put(
                    JOBS,
                    "{\"jobs\":[{\"jid\":\"6\",\"name\":\"another\",\"state\":\"RUNNING\"},"
                            + "{\"jid\":\"7\",\"name\":\"eventlane\",\"state\":\"RUNNING\"}]}");
            awaitReady(api, 503, "ready", "not ready: it has not completed a checkpoint yet");

            flinkSays.put(CHECKPOINTS + "/config", "{\"interval\":1000}");
            completeCheckpoint(System.currentTimeMillis());
            awaitReady(api, 200, "ready", "ready");

            completeCheckpoint(System.currentTimeMillis() - 60_000);
            assertThat(await().atMost(Duration.ofSeconds(10))
                            .until(api::ready, answer -> answer.statusCode() == 503)
                            .body())
                    .matches(".*\"flink_job\":\"not ready: its last checkpoint was completed 6\\d s ago\".*");

            completeCheckpoint(System.currentTimeMillis());
            api.clickHouse().kill();
            awaitReady(api, 503, "not ready: reads are not available: ClickHouse does not answer", "ready");
            api.clickHouse().restart();
            awaitReady(api, 200, "ready", "ready");

            flink.stop(0);
            awaitReady(api, 503, "ready", "not ready: Flink does not answer");
        } finally {
            flink.stop(0);
        }
    }

    private void completeCheckpoint(long millis) {
        flinkSays.put(CHECKPOINTS, "{\"latest\":{\"completed\":{\"latest_ack_timestamp\":" + millis + "}}}");
    }

    private static void awaitReady(AnalyticsFixture api, int status, String clickHouse, String job) {
        String data = "\"data\":{\"clickhouse\":\"" + clickHouse + "\",\"flink_job\":\"" + job + "\"}}";
        HttpResponse<String> answer = await().atMost(Duration.ofSeconds(30))
                .until(api::ready, ready -> ready.body().endsWith(data));
        assertThat(answer.statusCode()).isEqualTo(status);
    }
}
