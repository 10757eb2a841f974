package dev.eventlane.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;

class ByteBudgetTest {
    private static final Duration LONG = Duration.ofSeconds(30);

    private final ByteBudget budget = new ByteBudget(100);

    @Test
    void no_more_is_taken_than_there_is() {
        assertThat(budget.tryReserve(60)).isTrue();
        assertThat(budget.tryReserve(41)).isFalse();
        assertThat(budget.tryReserve(40)).isTrue();
        assertThat(budget.reserved()).isEqualTo(100);
    }

    @Test
    void who_can_wait_leaves_the_last_quarter_to_who_cannot() throws Exception {
        assertThat(budget.reserve(75, LONG)).isTrue();
        assertThat(budget.reserve(1, Duration.ofMillis(20))).isFalse();
        assertThat(budget.tryReserve(25)).isTrue();
    }

    @Test
    void what_is_larger_than_the_share_of_the_patient_is_taken_when_nothing_else_is() throws Exception {
        assertThat(budget.reserve(100, LONG)).isTrue();
        budget.release(100);
        assertThat(budget.reserve(101, Duration.ZERO)).isFalse();
        assertThat(budget.tryReserve(1)).isTrue();
        assertThat(budget.reserve(80, Duration.ZERO)).isFalse();
    }

    @Test
    void who_waits_goes_on_as_soon_as_there_is_room() throws Exception {
        assertThat(budget.tryReserve(100)).isTrue();
        CompletableFuture<Boolean> waiting = CompletableFuture.supplyAsync(() -> reserve(30));

        assertThat(waiting).isNotDone();
        budget.release(60);

        assertThat(waiting.get()).isTrue();
        assertThat(budget.reserved()).isEqualTo(70);
    }

    @Test
    void nobody_waits_for_room_that_is_there() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                all.add(threads.submit(() -> {
                    for (int round = 0; round < 20_000; round++) {
                        int bytes = 1 + ThreadLocalRandom.current().nextInt(60);
                        assertThat(reserve(bytes)).isTrue();
                        budget.release(bytes);
                    }
                }));
            }
            // A wake-up that is lost would keep one of them for 30 s.
            await().atMost(Duration.ofSeconds(20))
                    .untilAsserted(() -> assertThat(all).allMatch(Future::isDone));
            for (Future<?> one : all) {
                one.get();
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(budget.reserved()).isZero();
    }

    private boolean reserve(int bytes) {
        try {
            return budget.reserve(bytes, LONG);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
