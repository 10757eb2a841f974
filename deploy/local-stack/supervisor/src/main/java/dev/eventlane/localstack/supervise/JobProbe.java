package dev.eventlane.localstack.supervise;

import dev.eventlane.localstack.LocalStackException;
import dev.eventlane.localstack.Progress;
import dev.eventlane.localstack.flink.FlinkRestException;
import dev.eventlane.localstack.flink.JobFailures;
import dev.eventlane.localstack.flink.SubmittedJob;
import dev.eventlane.localstack.process.Poll;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Whether a job that was started in the place of another one does what it should: an event comes through. A job may complete
 * checkpoints and fail all the same, at each insert.
 */
final class JobProbe {
    /** Longer than the event is waited for. */
    private static final Duration BOUND = Duration.ofMinutes(10);

    private final Topology topology;
    private final SubmittedJob job;
    private final Progress progress;

    JobProbe(Topology topology, SubmittedJob job, Progress progress) {
        this.topology = topology;
        this.job = job;
        this.progress = progress;
    }

    /** What came of it. */
    sealed interface Result {
        /** The event came through. */
        record Passed() implements Result {}

        /** It did not, and the job has not failed: it may be behind. */
        record Late(String awaited) implements Result {}

        /** It did not, and the job failed. */
        record JobFailed(String cause) implements Result {}
    }

    Result send() {
        ExecutorService sender = Executors.newSingleThreadExecutor();
        try {
            Future<Optional<String>> event = sender.submit(() -> new FirstEvent(topology, progress).send());
            Poll.until(BOUND, () -> event.isDone() || failures().areRepeated());
            Optional<String> failure = failures().lastCause();
            Optional<String> late = event.isDone() ? awaited(event) : Optional.of("the probe event did not come");
            if (late.isEmpty()) {
                return new Result.Passed();
            }
            return failure.isEmpty()
                    ? new Result.Late(late.get())
                    : new Result.JobFailed("no event came through, and the job failed: " + failure.get());
        } finally {
            sender.shutdownNow();
        }
    }

    private static Optional<String> awaited(Future<Optional<String>> event) {
        try {
            return event.get();
        } catch (ExecutionException e) {
            return Optional.of(e.getCause().getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LocalStackException("interrupted while waiting for the probe event", e);
        }
    }

    /** None while the JobManager is away: what cannot be asked has not been seen to fail. */
    private JobFailures failures() {
        try {
            return topology.flink().failures(job.id());
        } catch (FlinkRestException e) {
            return JobFailures.NONE;
        }
    }
}
