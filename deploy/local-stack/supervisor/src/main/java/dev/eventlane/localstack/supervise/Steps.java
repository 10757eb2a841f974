package dev.eventlane.localstack.supervise;

import dev.eventlane.localstack.LocalStackException;
import dev.eventlane.localstack.Progress;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.stream.Stream;

/** Runs the steps of a start, each as soon as those before it are done, and tells how long each took. */
final class Steps {
    /**
     * A step that others can come after.
     *
     * @param end completes when the step is done
     */
    record Step(CompletableFuture<Void> end) {
        /** A step with nothing to do. */
        static Step none() {
            return new Step(CompletableFuture.completedFuture(null));
        }
    }

    private final Executor executor;
    private final Progress progress;
    private CompletableFuture<Void> all = CompletableFuture.completedFuture(null);

    Steps(Executor executor, Progress progress) {
        this.executor = executor;
        this.progress = progress;
    }

    /**
     * Adds a step.
     *
     * @param done what is said when it is done, such as {@code kafka ready}
     */
    Step step(String done, Runnable action, Step... after) {
        CompletableFuture<Void> step = CompletableFuture.allOf(
                        Stream.of(after).map(Step::end).toArray(CompletableFuture<?>[]::new))
                .thenRunAsync(() -> timed(done, action), executor);
        // Whoever waits hears of the first failure at once, not when the other steps have run out of time.
        CompletableFuture<Void> before = all;
        CompletableFuture<Void> joined = CompletableFuture.allOf(before, step);
        forwardFailure(before, joined);
        forwardFailure(step, joined);
        all = joined;
        return new Step(step);
    }

    /** Returns when every step is done; fails with the first failure. */
    void await() {
        try {
            all.join();
        } catch (CompletionException e) {
            Throwable cause = e;
            while (cause instanceof CompletionException && cause.getCause() != null) {
                cause = cause.getCause();
            }
            if (cause instanceof LocalStackException known) {
                throw known;
            }
            throw new LocalStackException("the start failed: " + cause, cause);
        }
    }

    private static void forwardFailure(CompletableFuture<Void> from, CompletableFuture<Void> to) {
        CompletableFuture<Void> unused = from.whenComplete((result, failure) -> {
            if (failure != null) {
                to.completeExceptionally(failure);
            }
        });
    }

    private void timed(String done, Runnable action) {
        long start = System.nanoTime();
        action.run();
        progress.say(String.format(Locale.ROOT, "%-24s in %4.1f s", done, (System.nanoTime() - start) / 1e9));
    }
}
