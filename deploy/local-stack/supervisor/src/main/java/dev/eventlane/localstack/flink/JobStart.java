package dev.eventlane.localstack.flink;

import dev.eventlane.localstack.LocalStackException;
import dev.eventlane.localstack.process.Poll;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Hands jobs to a JobManager and waits for them. One that is away for a while, as after a crash, is waited for too. */
public final class JobStart {
    private static final Duration RECOVERY = Duration.ofMinutes(3);

    private final FlinkRest flink;

    public JobStart(FlinkRest flink) {
        this.flink = flink;
    }

    /** Returns when the JobManager has this job, and never gives it a second one. */
    public void submit(SubmittedJob job) {
        if (!Poll.until(RECOVERY, () -> isSubmitted(job))) {
            throw new LocalStackException("the JobManager at %s did not take the job within %d s"
                    .formatted(flink.address(), RECOVERY.toSeconds()));
        }
    }

    private boolean isSubmitted(SubmittedJob job) {
        try {
            if (isKnown(job)) {
                return true;
            }
            String jarId = flink.upload(job.program().jar());
            try {
                flink.run(jarId, job);
            } finally {
                // The job has its own copy; without this every start would leave one more in the list.
                flink.delete(jarId);
            }
            return true;
        } catch (FlinkUnreachableException e) {
            // When it is back, it tells whether it took the job.
            return false;
        } catch (FlinkRestException e) {
            if (isKnown(job)) {
                // Taken at an earlier attempt, and refused a second time.
                return true;
            }
            throw e;
        }
    }

    private boolean isKnown(SubmittedJob job) {
        return state(job).isPresent();
    }

    /** Returns when a job of ours runs, whichever; fails when it does not. */
    public void awaitRunning() {
        await("run", () -> {
            List<JobState> jobs = flink.jobs();
            if (!jobs.isEmpty() && jobs.stream().noneMatch(JobState::isLive)) {
                throw new LocalStackException("the job ended at its start: it is %s; see the web UI at %s"
                        .formatted(jobs.get(0).state(), flink.address()));
            }
            return jobs.stream().anyMatch(JobState::isRunning);
        });
    }

    /**
     * Returns when this job has completed a checkpoint: its state was read, and all of it works.
     *
     * @throws LocalStackException if it ended, failed again and again, or was too slow; with the cause
     */
    public void awaitCheckpoint(SubmittedJob job) {
        await("complete a checkpoint", () -> {
            if (!isLive(job)) {
                return false;
            }
            JobFailures failures = flink.failures(job.id());
            if (failures.areRepeated()) {
                throw new LocalStackException(
                        "the job fails again and again: " + failures.lastCause().orElseThrow());
            }
            return flink.lastCheckpoint(job.id()).isPresent();
        });
    }

    /** Returns when this job runs; fails with a {@link LocalStackException} when it ends instead. */
    public void awaitRunning(SubmittedJob job) {
        await("run", () -> isLive(job) && state(job).filter(JobState::isRunning).isPresent());
    }

    /** False while a JobManager that has just come back does not show it yet; fails when the job ended. */
    private boolean isLive(SubmittedJob job) {
        Optional<JobState> state = state(job);
        state.filter(known -> !known.isLive()).ifPresent(ended -> {
            String cause =
                    flink.failures(job.id()).lastCause().map(": "::concat).orElse("");
            throw new LocalStackException("the job ended at its start, it is %s%s; see the web UI at %s"
                    .formatted(ended.state(), cause, flink.address()));
        });
        return state.isPresent();
    }

    private Optional<JobState> state(SubmittedJob job) {
        return flink.jobs().stream()
                .filter(known -> known.id().equals(job.id()))
                .findFirst();
    }

    private void await(String what, BooleanSupplier condition) {
        boolean reached = Poll.until(RECOVERY, () -> {
            try {
                return condition.getAsBoolean();
            } catch (FlinkUnreachableException e) {
                return false;
            }
        });
        if (!reached) {
            throw new LocalStackException(
                    "the job did not %s within %d s; see the web UI at %s, or the log of the jobmanager"
                            .formatted(what, RECOVERY.toSeconds(), flink.address()));
        }
    }
}
