package dev.eventlane.localstack.flink;

import dev.eventlane.localstack.process.Poll;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/** Stops the job with a savepoint. */
public final class JobStop {
    /** ClickHouse may be slow to take the last rows; when it is away, waiting longer does not help. */
    private static final Duration SAVEPOINT = Duration.ofSeconds(60);

    private static final Duration LAST_STEPS = Duration.ofSeconds(10);

    private JobStop() {}

    /** Returns when the job has ended, or when it is clear that it will not within a bound. */
    public static StopOutcome stop(FlinkRest flink, Path savepoints) {
        return stop(flink, savepoints, SAVEPOINT);
    }

    /** The same with another bound for the savepoint. */
    public static StopOutcome stop(FlinkRest flink, Path savepoints, Duration bound) {
        try {
            Optional<JobState> job = flink.liveJob();
            if (job.isEmpty()) {
                return new StopOutcome.NoJob();
            }
            if (!job.get().isRunning()) {
                return new StopOutcome.NotStopped("the job is " + job.get().state());
            }
            return stop(flink, job.get().id(), savepoints, bound);
        } catch (FlinkRestException e) {
            return new StopOutcome.NotStopped(e.getMessage());
        }
    }

    private static StopOutcome stop(FlinkRest flink, String jobId, Path savepoints, Duration bound) {
        String request = UUID.randomUUID().toString().replace("-", "");
        if (!Poll.until(bound, () -> isRequested(flink, jobId, request, savepoints))) {
            return new StopOutcome.NotStopped("the JobManager did not answer for " + bound.toSeconds() + " s");
        }
        Optional<SavepointProgress> end = Poll.forValue(bound, () -> finished(flink, jobId, request));
        if (end.isEmpty()) {
            return new StopOutcome.NotStopped("the savepoint was not complete after " + bound.toSeconds() + " s");
        }
        if (end.get() instanceof SavepointProgress.Done done) {
            // Only now does the JobManager forget the job; a start after this must not find it.
            Poll.until(LAST_STEPS, () -> hasEnded(flink));
            return new StopOutcome.Stopped(done.location());
        }
        return new StopOutcome.NotStopped(((SavepointProgress.Failed) end.get()).reason());
    }

    /** Asked for again under the same ID where there was no answer: a JobManager that took it does not take it twice. */
    private static boolean isRequested(FlinkRest flink, String jobId, String request, Path savepoints) {
        try {
            flink.stop(jobId, request, savepoints);
            return true;
        } catch (FlinkUnreachableException e) {
            return false;
        }
    }

    /** A question without an answer says nothing of the savepoint: it may be complete a moment later. */
    private static Optional<SavepointProgress> finished(FlinkRest flink, String jobId, String request) {
        try {
            SavepointProgress progress = flink.progress(jobId, request);
            return progress instanceof SavepointProgress.Pending ? Optional.empty() : Optional.of(progress);
        } catch (FlinkUnreachableException e) {
            return Optional.empty();
        }
    }

    private static boolean hasEnded(FlinkRest flink) {
        try {
            return flink.liveJob().isEmpty();
        } catch (FlinkRestException e) {
            return false;
        }
    }
}
