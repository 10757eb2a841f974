package dev.eventlane.systemtests.chaos;

import static org.awaitility.Awaitility.await;

import dev.eventlane.systemtests.Client;
import dev.eventlane.systemtests.FlinkStatus;
import dev.eventlane.systemtests.ModelledStack;
import dev.eventlane.systemtests.fault.Fault;
import dev.eventlane.systemtests.fault.Faults;
import dev.eventlane.systemtests.model.Difference;
import dev.eventlane.systemtests.model.Difference.Kind;
import dev.eventlane.systemtests.model.FreshEvents;
import dev.eventlane.systemtests.model.Load;
import dev.eventlane.systemtests.model.LoadPlan;
import dev.eventlane.systemtests.model.Promises;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.awaitility.core.ConditionTimeoutException;

/** Load, harm in the middle of it, recovery without help, and the comparison of everything with the oracle. */
public final class Round {
    private static final Duration BOUND = Duration.ofMinutes(2);
    private static final long OPERATIONS_BEFORE = 500;
    private static final long OPERATIONS_AFTER = 300;
    private static final int OK = 200;

    private final ModelledStack stack;
    private final Client client;
    private final Promises promises;

    /**
     * Prepares a round.
     *
     * @param promises fresh ones
     */
    public Round(ModelledStack stack, Promises promises) {
        this.stack = stack;
        this.client = new Client(stack.stack().baseUrl(), Duration.ofSeconds(5));
        this.promises = promises;
    }

    /**
     * Runs it.
     *
     * @param faults all of them strike at the same time
     */
    public RoundResult run(long seed, List<Fault> faults) throws InterruptedException {
        Instant since = stack.verification().newest();
        JobRestarts restarts = JobRestarts.since(stack);
        List<Difference> differences = new ArrayList<>();
        Recovery recovery = Recovery.NONE;
        try (Load load = Load.start(stack.stack().baseUrl(), LoadPlan.steady(seed), promises)) {
            try {
                awaitAccepted(load, OPERATIONS_BEFORE);
                strike(faults);
                recovery = awaitRecovery(load.freshEvents());
                awaitAccepted(load, load.accepted() + OPERATIONS_AFTER);
                load.stop();
            } catch (ConditionTimeoutException | ExecutionException | IllegalStateException e) {
                load.abandon();
                differences.add(new Difference(Kind.STUCK, titles(faults), "recovery", e));
            }
            differences.addAll(stack.verification().await(promises, since, load.conversations(), BOUND));
            return new RoundResult(
                    seed,
                    faults,
                    promises.accepted(),
                    load.retries(),
                    recovery,
                    differences.isEmpty() ? restarts.count() : 0,
                    differences);
        }
    }

    private static String titles(List<Fault> faults) {
        return faults.stream().map(Fault::title).collect(Collectors.joining(" + "));
    }

    private static void awaitAccepted(Load load, long operations) {
        await().atMost(BOUND).until(() -> {
            load.check();
            return load.accepted() >= operations;
        });
    }

    private void strike(List<Fault> faults) throws InterruptedException, ExecutionException {
        ExecutorService strikers = Executors.newCachedThreadPool();
        try {
            List<Callable<Void>> strikes = faults.stream()
                    .<Callable<Void>>map(fault -> () -> {
                        fault.strike(stack);
                        return null;
                    })
                    .toList();
            for (Future<Void> strike : strikers.invokeAll(strikes)) {
                strike.get();
            }
        } finally {
            strikers.shutdownNow();
        }
    }

    private Recovery awaitRecovery(FreshEvents events) throws InterruptedException {
        long start = System.nanoTime();
        await("every process serves").atMost(BOUND).until(() -> Faults.PROCESSES.stream()
                .allMatch(name -> stack.stack().process(name).isReady()));
        Duration back = Duration.ofNanos(System.nanoTime() - start);
        events.send();
        await("fresh events are readable").atMost(BOUND).ignoreExceptions().until(() -> {
            var answer = client.get("/events/conversation/" + events.conversation());
            return answer.status() == OK && answer.data().size() == FreshEvents.COUNT;
        });
        Duration caughtUp = Duration.ofNanos(System.nanoTime() - start);
        FlinkStatus flink = stack.flink();
        await("the job runs").atMost(BOUND).ignoreExceptions().until(flink::isRunning);
        return new Recovery(back, caughtUp);
    }
}
