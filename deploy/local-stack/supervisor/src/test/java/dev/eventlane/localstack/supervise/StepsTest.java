package dev.eventlane.localstack.supervise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.eventlane.localstack.LocalStackException;
import dev.eventlane.localstack.supervise.Steps.Step;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StepsTest {
    private final ExecutorService executor = Executors.newCachedThreadPool();
    private final List<String> said = new CopyOnWriteArrayList<>();
    private final Steps steps = new Steps(executor, said::add);

    @AfterEach
    void stopExecutor() {
        executor.shutdownNow();
    }

    @Test
    void a_step_begins_when_those_before_it_are_done() {
        List<String> order = new CopyOnWriteArrayList<>();
        Step first = steps.step("first", () -> order.add("first"));
        Step second = steps.step("second", () -> order.add("second"), first);
        steps.step("third", () -> order.add("third"), first, second, Step.none());

        steps.await();

        assertThat(order).containsExactly("first", "second", "third");
        assertThat(said).hasSize(3).first().asString().matches("first +in +\\d+\\.\\d s");
    }

    @Test
    void the_first_failure_ends_the_wait_at_once_and_what_comes_after_it_is_not_done() {
        CountDownLatch never = new CountDownLatch(1);
        steps.step("slow", () -> {
            try {
                never.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        Step broken = steps.step("broken", () -> {
            throw new LocalStackException("no kafka");
        });
        steps.step("after", () -> {}, broken);

        assertThatThrownBy(steps::await).isInstanceOf(LocalStackException.class).hasMessage("no kafka");
        assertThat(said).isEmpty();
    }
}
