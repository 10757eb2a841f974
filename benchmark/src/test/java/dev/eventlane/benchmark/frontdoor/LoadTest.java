package dev.eventlane.benchmark.frontdoor;

import static org.assertj.core.api.Assertions.assertThat;

import io.undertow.Undertow;
import io.undertow.server.HttpHandler;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A load generator that counts wrongly would make every figure worthless. */
class LoadTest {
    private static final String ID = "0195d6a0-0000-7000-8000-00000000000a";

    private Undertow server;

    @AfterEach
    void stop() {
        server.stop();
    }

    @Test
    void every_request_is_whole_and_every_answer_is_counted_once() throws Exception {
        AtomicInteger whole = new AtomicInteger();
        String answer = "{\"accepted\":500,\"id\":\"" + ID + "\",\"rest\":\"" + "x".repeat(100_000) + "\"}";
        ByteBuffer batch = Request.batch(500);
        int port = start(exchange -> exchange.getRequestReceiver().receiveFullBytes((ended, body) -> {
            if (body.length > 100_000 && body[0] == '[' && body[body.length - 1] == ']') {
                whole.incrementAndGet();
            }
            ended.setStatusCode(whole.get() % 10 == 0 ? 503 : 202);
            ended.getResponseSender().send(answer);
        }));
        Rate rate = new Rate("{\"accepted\":500,".getBytes(StandardCharsets.UTF_8));
        List<String> ids = new ArrayList<>();
        try (Load load = new Load(port, 8, batch)) {
            load.closedLoop(Duration.ofMillis(500), one -> {
                rate.accept(one);
                ids.add(one.eventId());
            });
        }

        assertThat(rate.statuses().keySet()).containsExactly(202, 503);
        assertThat(rate.statuses().get(202) + rate.statuses().get(503)).isEqualTo(whole.get());
        assertThat(rate.accepted()).isEqualTo(rate.statuses().get(202));
        assertThat(ids).hasSize(whole.get()).containsOnly(ID);
    }

    @Test
    void what_has_to_wait_for_a_slow_server_counts_from_when_it_was_due() throws Exception {
        int port = start(exchange -> exchange.dispatch(worker -> {
            // One request at a time, 20 ms each: 50 per second, of 100 that are due.
            synchronized (this) {
                TimeUnit.MILLISECONDS.sleep(20);
            }
            worker.setStatusCode(202);
            worker.getResponseSender().send("{}");
        }));
        Rate rate = new Rate();
        try (Load load = new Load(port, 2, Request.single())) {
            load.openLoop(100, Duration.ofSeconds(1), rate);
        }

        assertThat(rate.accepted()).isEqualTo(100);
        // The last one was due after 1 s and could not be answered before 2 s.
        assertThat(rate.millis(100)).isGreaterThan(900);
        assertThat(rate.millis(50)).isGreaterThan(400);
    }

    private int start(HttpHandler handler) {
        server = Undertow.builder()
                .addHttpListener(0, "127.0.0.1")
                .setHandler(handler)
                .build();
        server.start();
        return ((InetSocketAddress) server.getListenerInfo().get(0).getAddress()).getPort();
    }
}
