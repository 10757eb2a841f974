package dev.eventlane.ingest.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.eventlane.core.config.Settings;
import dev.eventlane.http.CountedRefusals;
import dev.eventlane.http.Json;
import dev.eventlane.http.TestServer;
import dev.eventlane.http.access.AccessConfig;
import dev.eventlane.http.access.AccessHandler;
import dev.eventlane.http.access.ApiKeys;
import dev.eventlane.ingest.ByteBudget;
import dev.eventlane.ingest.body.BatchFormat;
import dev.eventlane.ingest.body.BodyParser;
import dev.eventlane.ingest.body.FieldRules;
import dev.eventlane.ingest.body.RequestIds;
import dev.eventlane.ingest.content.ContentCoding;
import dev.eventlane.ingest.content.HeldBytes;
import dev.eventlane.ingest.log.AppendResult;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.SameThreadExecutor;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.AbstractList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What becomes of batches, on a log that is told how to answer. */
class BatchSenderITCase {
    private static final Duration BOUND = Duration.ofSeconds(10);
    private static final Duration LONG = Duration.ofSeconds(1);
    private static final String ITEM = "{\"conversation_id\":\"c\",\"event_name\":\"a\"}\n";

    private final ByteBudget held = new ByteBudget(1 << 20);
    private final ScriptedLog log = new ScriptedLog();
    private final BatchSender sender = new BatchSender(
            new BodyParser(new FieldRules(Set.of()), Clock.systemUTC()),
            log,
            1 << 10,
            new BatchLimits(1 << 16, 100, 1 << 20),
            held,
            new WriteMetrics(new SimpleMeterRegistry()));

    @Test
    void an_old_batch_finds_out_that_the_log_is_back() {
        log.failBefore();
        try (TestServer server = start(Map.of(), "7\n" + ITEM.repeat(3), LONG)) {
            assertThat(send(server).body()).startsWith("{\"accepted\":3,\"rejected\":1,\"retry\":0,");
        }
        assertThat(log.tried()).hasSize(3);
    }

    @Test
    void of_an_old_batch_no_more_than_one_item_is_tried_while_the_log_is_away() {
        log.failBefore();
        log.answer(AppendResult.UNCONFIRMED);
        try (TestServer server = start(Map.of(), ITEM.repeat(3), LONG)) {
            assertThat(send(server).statusCode()).isEqualTo(503);
        }
        assertThat(log.tried()).hasSize(1);
    }

    @Test
    void a_fault_ends_the_connection_and_gives_back_what_was_held() {
        log.failWith(new OutOfMemoryError("of a test"));
        try (TestServer server = start(Map.of(), ITEM, Duration.ZERO)) {
            assertThatThrownBy(() -> send(server)).isInstanceOf(UncheckedIOException.class);
            await().atMost(BOUND).until(() -> held.reserved() == 0);
        }
    }

    @Test
    void an_answer_that_fails_ends_the_connection_and_the_exchange() {
        List<Verdict> faulty = new AbstractList<>() {
            @Override
            public Verdict get(int index) {
                throw new OutOfMemoryError("of a test");
            }

            @Override
            public int size() {
                return 1;
            }
        };
        CompletableFuture<Boolean> ended = new CompletableFuture<>();
        try (TestServer server = TestServer.start(Map.of(), exchange -> {
            exchange.addExchangeCompleteListener((done, next) -> {
                ended.complete(true);
                next.proceed();
            });
            exchange.dispatch(SameThreadExecutor.INSTANCE, () -> BatchAnswer.send(exchange, faulty));
        })) {
            assertThatThrownBy(() -> send(server)).isInstanceOf(UncheckedIOException.class);
            assertThat(ended).succeedsWithin(BOUND);
        }
    }

    @Test
    void what_was_not_accepted_does_not_count_against_the_quota() {
        try (TestServer server = start(Map.of("EVENT_QUOTA", "4/d"), "7\n" + ITEM.repeat(2), Duration.ZERO)) {
            log.answer(AppendResult.UNCONFIRMED);
            HttpResponse<String> away = send(server);
            log.answer(AppendResult.DURABLE);
            HttpResponse<String> taken = send(server);
            HttpResponse<String> beyond = send(server);

            assertThat(away.statusCode()).isEqualTo(503);
            assertThat(away.headers().firstValue("X-RateLimit-Remaining")).hasValue("4");
            assertThat(taken.statusCode()).isEqualTo(202);
            assertThat(taken.headers().firstValue("X-RateLimit-Remaining")).hasValue("2");
            assertThat(beyond.statusCode()).isEqualTo(429);
        }
    }

    @Test
    void a_batch_that_is_larger_than_the_whole_quota_is_413() {
        try (TestServer server = start(Map.of("EVENT_QUOTA", "2/d"), ITEM.repeat(3), Duration.ZERO)) {
            HttpResponse<String> answer = send(server);

            assertThat(answer.statusCode()).isEqualTo(413);
            assertThat(answer.body())
                    .isEqualTo(
                            "{\"success\":false,\"error\":\"batch must hold at most 2 items, because the quota is 2/d events\"}");
        }
        assertThat(log.tried()).isEmpty();
    }

    private static HttpResponse<String> send(TestServer server) {
        return server.send("POST", "/events/batch");
    }

    /** Every request is this batch, which came as long ago. */
    private TestServer start(Map<String, String> limits, String lines, Duration age) {
        CountedRefusals refusals = new CountedRefusals();
        ApiKeys keys = ApiKeys.open(AccessConfig.from(Settings.of(limits)), refusals);
        return TestServer.start(
                Map.of(),
                refusals,
                new AccessHandler(
                        keys,
                        refusals,
                        exchange -> exchange.dispatch(() -> sender.send(
                                batch(exchange, lines, age),
                                refused -> Json.send(exchange, refused.status(), Json.error(refused.error()))))));
    }

    private BatchRequest batch(HttpServerExchange exchange, String lines, Duration age) {
        HeldBytes bytes = new HeldBytes(1 << 16, held);
        bytes.add(lines.getBytes(StandardCharsets.UTF_8));
        return new BatchRequest(
                exchange,
                new BodyReader.Whole(bytes, ContentCoding.IDENTITY),
                BatchFormat.NDJSON,
                "p",
                new RequestIds.Fresh(),
                Optional.empty(),
                System.nanoTime() - age.toNanos());
    }
}
