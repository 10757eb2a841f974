package dev.eventlane.localstack.supervise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.eventlane.localstack.LocalStackException;
import dev.eventlane.localstack.process.Launch;
import dev.eventlane.localstack.service.Service;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SupervisedProcessTest {
    private final ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor();

    @TempDir
    Path folder;

    @AfterEach
    void stopScheduler() {
        scheduler.shutdownNow();
    }

    @Test
    void a_process_that_is_killed_runs_again_and_the_restart_is_counted() {
        SupervisedProcess process = supervised("exec sleep 60");
        process.start();
        long first = process.current().pid();

        process.current().kill();

        await().atMost(Duration.ofSeconds(10))
                .until(() ->
                        process.current().pid() != first && process.current().isAlive());
        assertThat(process.restarts()).isEqualTo(1);
        assertThat(process.record().state()).isEqualTo("running");
        process.release();
        process.current().kill();
    }

    @Test
    void a_process_that_was_let_be_stays_dead() {
        SupervisedProcess process = supervised("exec sleep 60");
        process.start();
        process.release();

        process.current().kill();

        await().during(Duration.ofMillis(600))
                .atMost(Duration.ofSeconds(5))
                .until(() -> !process.current().isAlive() && process.restarts() == 0);
    }

    @Test
    void what_was_adopted_outlives_a_start_that_fails_and_what_was_started_does_not() {
        SupervisedProcess earlier = supervised("exec sleep 60");
        earlier.start();
        earlier.release();
        SupervisedProcess adopting = supervised("exec sleep 60");
        adopting.adopt(earlier.current());

        adopting.killIfStartedHere();
        assertThat(earlier.current().isAlive()).isTrue();

        earlier.killIfStartedHere();
        assertThat(earlier.current().isAlive()).isFalse();
    }

    @Test
    void the_bound_of_a_stop_is_that_of_the_service() {
        SupervisedProcess process = supervised("exec sleep 60");
        process.start();

        assertThat(process.record().stopsWithin()).isEqualTo(process.service().stopsWithin());
        process.release();
        process.current().kill();
    }

    @Test
    void a_restart_that_was_scheduled_starts_nothing_beside_what_took_its_place() throws Exception {
        SupervisedProcess process = supervised("exec sleep 60");
        process.start();
        CountDownLatch replaced = new CountDownLatch(1);
        Future<Boolean> held = scheduler.submit(() -> replaced.await(60, TimeUnit.SECONDS));
        process.current().kill();
        await().until(() -> process.record().state().equals("restarting"));

        process.replaceBy(new Sleeper("exec sleep 61", folder, () -> true));
        long pid = process.current().pid();
        replaced.countDown();
        assertThat(held.get(60, TimeUnit.SECONDS)).isTrue();
        // One thread, in the order of the times: the restart was due before.
        scheduler.schedule(() -> {}, 1, TimeUnit.SECONDS).get(60, TimeUnit.SECONDS);

        assertThat(process.current().pid()).isEqualTo(pid);
        assertThat(process.restarts()).isZero();
        process.release();
        process.current().kill();
    }

    @Test
    void what_cannot_be_launched_gives_way_to_the_one_before_it() throws Exception {
        SupervisedProcess process = supervised("exec sleep 60");
        process.start();
        Service before = process.service();
        Path file = Files.createFile(folder.resolve("file"));

        assertThatThrownBy(() -> process.replaceBy(new Sleeper("exec sleep 61", file, () -> true)))
                .isInstanceOf(LocalStackException.class)
                .hasMessageContaining("the new sleeper does not start, the one before it runs again");

        assertThat(process.service()).isEqualTo(before);
        assertThat(process.current().isAlive()).isTrue();
        assertThat(process.record().state()).isEqualTo("running");
        process.release();
        process.current().kill();
    }

    @Test
    void a_first_start_that_fails_is_reported_with_the_last_words() {
        assertThatThrownBy(() -> supervised("echo no space left; exit 1").start())
                .isInstanceOf(LocalStackException.class)
                .hasMessageContaining("sleeper ended at its start")
                .hasMessageContaining("no space left");
    }

    @Test
    void a_first_start_that_fails_by_chance_is_repeated() {
        Path ready = folder.resolve("ready");
        String script = "cd '%s'; if [ -e died ]; then touch ready; exec sleep 60; fi; touch died; exit 1";
        SupervisedProcess process = supervised(script.formatted(folder), () -> Files.exists(ready));

        process.start();

        assertThat(process.current().isAlive()).isTrue();
        assertThat(process.record().state()).isEqualTo("running");
        process.release();
        process.current().kill();
    }

    private SupervisedProcess supervised(String script) {
        boolean lives = script.startsWith("exec");
        return supervised(script, () -> lives);
    }

    private SupervisedProcess supervised(String script, BooleanSupplier ready) {
        return new SupervisedProcess(new Sleeper(script, folder, ready), Lifetime.WITH_THIS_JVM, scheduler, () -> {});
    }

    private record Sleeper(String script, Path folder, BooleanSupplier ready) implements Service {
        @Override
        public boolean isReady() {
            return ready.getAsBoolean();
        }

        @Override
        public String name() {
            return "sleeper";
        }

        @Override
        public int port() {
            return 0;
        }

        @Override
        public void prepare() {
            // Nothing to write.
        }

        @Override
        public Launch launch() {
            return new Launch(name(), List.of("sh", "-c", script), Map.of(), folder.resolve("sleeper.out"));
        }
    }
}
