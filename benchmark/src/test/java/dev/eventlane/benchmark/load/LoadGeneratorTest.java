package dev.eventlane.benchmark.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.eventlane.benchmark.http.Target;
import dev.eventlane.benchmark.workload.Operation;
import dev.eventlane.benchmark.workload.Workload;
import io.undertow.Undertow;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LoadGeneratorTest {
    private static final int OPERATIONS = 100;
    private static final long STALL_MILLIS = 600;
    private static final ProgressListener SILENT = (accepted, seconds) -> {};

    private final AtomicInteger requests = new AtomicInteger();
    private Undertow server;

    @AfterEach
    void stop() {
        server.stop();
    }

    @Test
    void a_stall_is_seen_by_every_request_of_an_open_loop_that_it_delays() throws Exception {
        PhaseResult result = run(this::stallOnce, new LoadShape(1, 0, 1_000, true));

        // The last one was due after 0.1 s and could not be sent before the stall was over.
        assertThat(result.micros().getMinValue()).isGreaterThan(TimeUnit.MILLISECONDS.toMicros(STALL_MILLIS - 150));
        assertThat(result.micros().getTotalCount()).isEqualTo(OPERATIONS);
        assertThat(result.kind()).isEqualTo(LatencyKind.FROM_INTENDED_START);
    }

    @Test
    void a_stall_is_seen_by_one_request_of_a_closed_loop_and_by_more_once_corrected() throws Exception {
        PhaseResult result = run(this::stallOnce, new LoadShape(1, 0, 0, true));

        assertThat(result.micros().getMaxValue())
                .isGreaterThanOrEqualTo(TimeUnit.MILLISECONDS.toMicros(STALL_MILLIS - 10));
        assertThat(result.correctedMicros().getTotalCount()).isGreaterThan(OPERATIONS);
        assertThat(result.kind()).isEqualTo(LatencyKind.SERVICE_TIME);
    }

    @Test
    void refusals_and_broken_connections_are_sent_again_and_counted() throws Exception {
        PhaseResult result = run(
                exchange -> {
                    int request = requests.incrementAndGet();
                    if (request == 3) {
                        exchange.getConnection().close();
                    } else if (request == 5) {
                        exchange.setStatusCode(503).getResponseSender().send("{}");
                    } else if (request == 7) {
                        exchange.getResponseHeaders().put(Headers.CONNECTION, "close");
                        accept(exchange);
                    } else {
                        accept(exchange);
                    }
                },
                new LoadShape(2, 0, 0, true));

        assertThat(result.refused()).isEqualTo(1);
        assertThat(result.broken()).isEqualTo(1);
        assertThat(result.micros().getTotalCount()).isEqualTo(OPERATIONS);
        assertThat(requests).hasValue(OPERATIONS + 2);
    }

    @Test
    void a_refusal_for_good_ends_the_run_and_says_why() {
        assertThatThrownBy(() -> run(
                        exchange ->
                                exchange.setStatusCode(400).getResponseSender().send("latency must be >= 0"),
                        new LoadShape(1, 0, 0, true)))
                .hasMessage(
                        "operation 0 of phase insert was refused: it was answered 400 instead of 202: latency must be >= 0");
    }

    @Test
    void an_answer_without_an_id_ends_the_run() {
        assertThatThrownBy(() -> run(
                        exchange ->
                                exchange.setStatusCode(202).getResponseSender().send("{\"success\":true}"),
                        new LoadShape(1, 0, 0, true)))
                .hasMessageContaining("without a UUID in data.id");
    }

    @Test
    void an_item_of_a_batch_that_is_rejected_ends_the_run() {
        assertThatThrownBy(() -> run(
                        exchange -> exchange.setStatusCode(202)
                                .getResponseSender()
                                .send("{\"accepted\":1,\"rejected\":1,\"retry\":0,\"results\":["
                                        + "{\"index\":0,\"status\":\"accepted\"},"
                                        + "{\"index\":1,\"status\":\"rejected\",\"error\":\"no\"}]}"),
                        new LoadShape(1, 2, 0, true)))
                .hasMessageContaining("\"status\":\"rejected\",\"error\":\"no\"");
    }

    private PhaseResult run(HttpHandler handler, LoadShape shape) throws Exception {
        server = Undertow.builder()
                .addHttpListener(0, "127.0.0.1")
                .setHandler(handler)
                .build();
        server.start();
        int port = ((InetSocketAddress) server.getListenerInfo().get(0).getAddress()).getPort();
        Target target = new Target(URI.create("http://127.0.0.1:" + port), "");
        try (LoadGenerator load = new LoadGenerator(target, new Workload(1, OPERATIONS, 0, 0, List.of()), shape)) {
            return load.run(Operation.INSERT, SILENT);
        }
    }

    private void stallOnce(HttpServerExchange exchange) {
        if (exchange.isInIoThread()) {
            exchange.dispatch(this::stallOnce);
            return;
        }
        if (requests.incrementAndGet() == 1) {
            try {
                // What is tested is what a pause of the server does to the figures.
                TimeUnit.MILLISECONDS.sleep(STALL_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        accept(exchange);
    }

    private static void accept(HttpServerExchange exchange) {
        exchange.setStatusCode(202)
                .getResponseSender()
                .send("{\"success\":true,\"data\":{\"id\":\"0195d6a0-0000-7000-8000-00000000000a\"}}");
    }
}
