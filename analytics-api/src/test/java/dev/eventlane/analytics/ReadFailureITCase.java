package dev.eventlane.analytics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadFailureITCase {
    @TempDir
    Path folder;

    @Test
    void while_clickhouse_is_away_reads_are_503_and_then_answered_again() throws Exception {
        try (AnalyticsFixture api = AnalyticsFixture.start(folder)) {
            assertThat(api.get("/analytics/latency").statusCode()).isEqualTo(200);
            api.clickHouse().kill();
            HttpResponse<String> away = api.get("/analytics/latency");
            api.clickHouse().restart();

            assertThat(away.statusCode()).isEqualTo(503);
            assertThat(away.headers().firstValue("Retry-After")).hasValue("1");
            assertThat(away.body())
                    .isEqualTo("{\"success\":false,\"error\":\"reads are not available: ClickHouse does not answer\"}");
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> api.get("/analytics/latency").statusCode() == 200);
        }
    }

    @Test
    void an_answer_that_is_too_large_says_how_to_ask_for_less() throws Exception {
        try (AnalyticsFixture api = AnalyticsFixture.start(folder)) {
            api.execute(
                    "INSERT INTO events (project_id, id, conversation_id, created_at, version, input)"
                            + " SELECT 'default', generateUUIDv7(number), 'large', now(), 1, repeat('x', 1000000) FROM numbers(280)");

            HttpResponse<String> tooLarge = api.get("/events/conversation/large");

            assertThat(tooLarge.statusCode()).isEqualTo(400);
            assertThat(tooLarge.body()).contains("256 MiB").contains("ask for less, with limit");
            assertThat(api.get("/events/conversation/large?limit=3").statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void a_conversation_that_is_larger_than_memory_is_streamed() throws Exception {
        try (AnalyticsFixture api = AnalyticsFixture.start(folder)) {
            api.execute("INSERT INTO events (project_id, id, conversation_id, created_at, version, input_embeddings)"
                    + " SELECT 'default', generateUUIDv7(number), 'wide', now(), 1, arrayMap(x -> toFloat32(x / 7), range(1536))"
                    + " FROM numbers(10000)");
            // What the answer holds in memory at one time is far below its size.
            long length = api.lengthOf("/events/conversation/wide");

            assertThat(length).isGreaterThan(100_000_000);
        }
    }
}
