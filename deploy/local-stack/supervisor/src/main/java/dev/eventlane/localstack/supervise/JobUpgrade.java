package dev.eventlane.localstack.supervise;

import dev.eventlane.localstack.LocalStackException;
import dev.eventlane.localstack.Progress;
import dev.eventlane.localstack.flink.FlinkRest;
import dev.eventlane.localstack.flink.FlinkRestException;
import dev.eventlane.localstack.flink.FlinkUnreachableException;
import dev.eventlane.localstack.flink.JobProgram;
import dev.eventlane.localstack.flink.JobStart;
import dev.eventlane.localstack.flink.JobState;
import dev.eventlane.localstack.flink.JobStop;
import dev.eventlane.localstack.flink.StopOutcome;
import dev.eventlane.localstack.flink.SubmittedJob;
import dev.eventlane.localstack.flink.UpgradeOutcome;
import dev.eventlane.localstack.process.Poll;
import dev.eventlane.localstack.service.FlinkStorage;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * Puts another job into the place of the one that runs. Wherever it is cut short, there is one job or none, and never two; where
 * there is none, the next start goes on from the savepoint.
 *
 * <ol>
 *   <li>The job stops with a savepoint. The JobManager forgets it only when the savepoint is complete.
 *   <li>The new job, under an ID that was chosen and noted before, goes on from the savepoint.
 *   <li>It has read its state when it has completed a checkpoint. If it does not come to that, it is cancelled, and the job
 *       before it goes on from the savepoint.
 * </ol>
 */
final class JobUpgrade {
    /** Longer than a checkpoint may take: after that the JobManager has given it up, and the job goes on. */
    private static final Duration SAVEPOINT = Duration.ofMinutes(11);

    private static final Duration RECOVERY = Duration.ofMinutes(3);

    private final FlinkRest flink;
    private final FlinkStorage storage;
    private final Progress progress;
    private final Duration recovery;

    JobUpgrade(FlinkRest flink, FlinkStorage storage, Progress progress) {
        this(flink, storage, progress, RECOVERY);
    }

    /** The same with another bound for how long the cluster and the job may take to come back. */
    JobUpgrade(FlinkRest flink, FlinkStorage storage, Progress progress, Duration recovery) {
        this.flink = flink;
        this.storage = storage;
        this.progress = progress;
        this.recovery = recovery;
    }

    /**
     * Upgrades.
     *
     * @param from the savepoint to go on from on purpose; empty = where the job stops now
     */
    UpgradeOutcome run(JobProgram program, Optional<Path> from) {
        boolean isWhole = Poll.until(recovery, this::canBeStopped);
        Optional<JobState> failing = isWhole ? Optional.empty() : failingJob();
        if (!isWhole && failing.isEmpty()) {
            return new UpgradeOutcome.NotStopped(
                    "the cluster or the job is not back from a failure after %d s; see the web UI at %s"
                            .formatted(recovery.toSeconds(), flink.address()));
        }
        int slots = flink.slots();
        if (program.parallelism() > slots) {
            return new UpgradeOutcome.NotStopped("the cluster has %d slots, too few for a parallelism of %d"
                    .formatted(slots, program.parallelism()));
        }
        if (failing.isPresent()) {
            return replaceFailing(failing.get(), program, from);
        }
        StopOutcome stop = JobStop.stop(flink, storage.savepoints(), SAVEPOINT);
        if (stop instanceof StopOutcome.NotStopped notStopped && jobComesBack()) {
            return new UpgradeOutcome.NotStopped(notStopped.reason());
        }
        progress.say(stop.description());
        Optional<Path> stopped = stop instanceof StopOutcome.Stopped done
                ? Optional.of(Path.of(URI.create(done.savepoint())))
                : storage.newestSnapshot();
        if (stopped.isEmpty()) {
            return new UpgradeOutcome.NotStopped(
                    "there is no job, and no savepoint of one; './eventlane up' starts it");
        }
        // A job that completed a savepoint works, as far as can be told; one that is not there has not shown it.
        noteWayBack(
                stop instanceof StopOutcome.Stopped
                        ? storage.submitted()
                        : storage.replaced().or(storage::submitted));
        return start(program, from.orElse(stopped.get()), stopped.get());
    }

    /** Noted on disk: whoever upgrades after a crash has to know it too. */
    private void noteWayBack(Optional<SubmittedJob> before) {
        before.ifPresentOrElse(storage::replacing, storage::confirm);
    }

    /** What died a moment ago is on its way back: the TaskManager with its slots, the JobManager with the job. */
    private boolean canBeStopped() {
        try {
            Optional<JobState> live = flink.liveJob();
            return flink.slots() > 0
                    && live.map(job -> flink.runsWhole(job.id())).orElseGet(() -> !storage.remembersJob());
        } catch (FlinkUnreachableException e) {
            return false;
        }
    }

    /** A job that starts over and over, on a cluster that is there. */
    private Optional<JobState> failingJob() {
        try {
            return flink.slots() == 0
                    ? Optional.empty()
                    : flink.liveJob().filter(job -> flink.failures(job.id()).areRepeated());
        } catch (FlinkUnreachableException e) {
            return Optional.empty();
        }
    }

    /** Such a job makes no savepoint: what it has written down last is gone on from. */
    private UpgradeOutcome replaceFailing(JobState failing, JobProgram program, Optional<Path> from) {
        Optional<SubmittedJob> unproven = unproven(failing);
        Optional<Path> snapshot = unproven.map(SubmittedJob::snapshot).or(storage::newestSnapshot);
        if (snapshot.isEmpty()) {
            return new UpgradeOutcome.NotStopped(
                    "the job fails again and again, and has neither a savepoint nor a checkpoint to go on from");
        }
        progress.say("the job fails again and again: it is cancelled, what follows it goes on from " + snapshot.get());
        cancel(failing.id());
        // The newest snapshot is what a later start goes on from: it must not be one of a job that never worked.
        unproven.ifPresent(job -> storage.deleteCheckpoints(job.id()));
        noteWayBack(unproven.isPresent() ? storage.replaced() : storage.submitted());
        return start(program, from.orElse(snapshot.get()), snapshot.get());
    }

    /** The job as it was submitted, if it is that of an upgrade that was cut short. */
    private Optional<SubmittedJob> unproven(JobState state) {
        return storage.replaced()
                .flatMap(replaced -> storage.submitted())
                .filter(job -> job.id().equals(state.id()) && job.snapshot() != null);
    }

    private UpgradeOutcome start(JobProgram program, Path from, Path stopped) {
        SubmittedJob job = SubmittedJob.of(program, Optional.of(from));
        try {
            start(job);
            return new UpgradeOutcome.Upgraded(job, stopped);
        } catch (LocalStackException e) {
            return goBack(job, e.getMessage(), stopped);
        }
    }

    private void start(SubmittedJob job) {
        JobStart start = new JobStart(flink);
        storage.submitting(job);
        start.submit(job);
        start.awaitCheckpoint(job);
        progress.say("job %s goes on from %s, at parallelism %d"
                .formatted(job.id(), job.snapshot(), job.program().parallelism()));
    }

    /** Ends a job that does not do what it should; the one before it goes on from where it stopped. */
    UpgradeOutcome goBack(SubmittedJob failed, String reason, Path stopped) {
        progress.say("the new job does not run: " + reason);
        Optional<JobProgram> program = storage.replaced().flatMap(SubmittedJob::runnable);
        if (program.isEmpty()) {
            return new UpgradeOutcome.NoJob(reason + "; the program before it is not there any more", stopped);
        }
        try {
            end(failed);
            start(SubmittedJob.of(program.get(), Optional.of(stopped)));
            storage.confirm();
            return new UpgradeOutcome.WentBack(reason, stopped);
        } catch (LocalStackException e) {
            return new UpgradeOutcome.NoJob(reason + "; nor does the job before it run: " + e.getMessage(), stopped);
        }
    }

    private void end(SubmittedJob job) {
        cancel(job.id());
        // The newest snapshot is what a later start goes on from: it must not be one of this job.
        storage.deleteCheckpoints(job.id());
    }

    private void cancel(String jobId) {
        if (!Poll.until(RECOVERY, () -> hasEnded(jobId))) {
            throw new LocalStackException(
                    "job %s could not be cancelled within %d s".formatted(jobId, RECOVERY.toSeconds()));
        }
    }

    /** A job that ends by itself before it is cancelled is not found, or refused: the next question tells. */
    private boolean hasEnded(String jobId) {
        try {
            Optional<JobState> live = flink.liveJob().filter(state -> state.id().equals(jobId));
            live.ifPresent(state -> flink.cancel(state.id()));
            return live.isEmpty() && !storage.remembersJob();
        } catch (FlinkRestException e) {
            return false;
        }
    }

    /** Asked after a stop of which it is not known how it ended: the JobManager may have been killed in the midst of it. */
    private boolean jobComesBack() {
        return Poll.forValue(RECOVERY, () -> {
                    try {
                        boolean live = flink.liveJob().isPresent();
                        return live || !storage.remembersJob() ? Optional.of(live) : Optional.empty();
                    } catch (FlinkUnreachableException e) {
                        return Optional.<Boolean>empty();
                    }
                })
                .orElse(true);
    }
}
