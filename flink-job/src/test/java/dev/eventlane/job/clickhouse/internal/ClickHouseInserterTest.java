package dev.eventlane.job.clickhouse.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.eventlane.job.clickhouse.ConnectionOptions;
import dev.eventlane.job.clickhouse.Table;
import dev.eventlane.job.clickhouse.internal.InsertOutcome.Failure;
import dev.eventlane.job.clickhouse.internal.InsertOutcome.Kind;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ClickHouseInserterTest {

    @Test
    void a_connection_that_dies_after_the_body_is_ambiguous_and_tried_once() throws Exception {
        try (CutConnections server = new CutConnections(false);
                ClickHouseInserter inserter = inserter(server.endpoint(), Duration.ofSeconds(20))) {
            assertThat(inserter.insert(batch(), "token")).satisfies(is(Kind.AMBIGUOUS));
            assertThat(server.requests).hasValue(1);
        }
    }

    @Test
    void a_server_that_does_not_answer_in_time_is_ambiguous() throws Exception {
        try (CutConnections server = new CutConnections(true);
                ClickHouseInserter inserter = inserter(server.endpoint(), Duration.ofMillis(300))) {
            assertThat(inserter.insert(batch(), "token")).satisfies(is(Kind.AMBIGUOUS));
        }
    }

    @Test
    void where_nobody_listens_nothing_was_sent() throws Exception {
        String endpoint;
        try (CutConnections server = new CutConnections(false)) {
            endpoint = server.endpoint();
        }
        try (ClickHouseInserter inserter = inserter(endpoint, Duration.ofSeconds(20))) {
            assertThat(inserter.insert(batch(), "token")).satisfies(is(Kind.UNREACHABLE));
        }
    }

    @Test
    void a_host_without_an_address_is_unreachable() throws Exception {
        try (ClickHouseInserter inserter = inserter("http://no-such-host.invalid:8123", Duration.ofSeconds(20))) {
            assertThat(inserter.insert(batch(), "token")).satisfies(is(Kind.UNREACHABLE));
        }
    }

    @Test
    void a_thread_that_waits_for_the_answer_can_be_interrupted() throws Exception {
        try (CutConnections server = new CutConnections(true);
                ClickHouseInserter inserter = inserter(server.endpoint(), Duration.ofMinutes(5))) {
            AtomicReference<Thread> waiting = new AtomicReference<>();
            CompletableFuture<Void> insert = CompletableFuture.runAsync(() -> {
                waiting.set(Thread.currentThread());
                assertThatThrownBy(() -> inserter.insert(batch(), "token")).isInstanceOf(InterruptedException.class);
            });
            server.firstRequest.await();

            waiting.get().interrupt();

            insert.get(10, TimeUnit.SECONDS);
        }
    }

    private static Consumer<InsertOutcome> is(Kind kind) {
        return outcome -> assertThat(outcome)
                .asInstanceOf(type(Failure.class))
                .extracting(Failure::kind)
                .isEqualTo(kind);
    }

    private static InsertCommittable batch() throws IOException {
        TableBatch batch = new TableBatch(Table.of("pairs", "key", "String", "text", "String"));
        batch.add(new Pair.Encoder(), Pair.of("a", "1"), 0);
        return batch.freeze();
    }

    private static ClickHouseInserter inserter(String endpoint, Duration requestTimeout) {
        return new ClickHouseInserter(
                new ConnectionOptions(endpoint, "d", "u", "p", Duration.ofSeconds(2), requestTimeout, Map.of()));
    }
}
