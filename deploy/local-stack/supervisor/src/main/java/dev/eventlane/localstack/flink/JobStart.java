package dev.eventlane.localstack.flink;

import dev.eventlane.localstack.LocalStackException;
import dev.eventlane.localstack.process.Poll;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Brings the job to run.
 *
 * @param jar the job
 * @param arguments such as {@code --kafka-topic=events}
 */
public record JobStart(FlinkRest flink, Path jar, List<String> arguments) {
    private static final Duration RECOVERY = Duration.ofSeconds(90);

    /** Returns when the job runs; fails with a {@link LocalStackException} when it does not. */
    public void from(JobOrigin origin) {
        if (origin instanceof JobOrigin.Snapshot snapshot) {
            awaitRunning(submitted(Optional.of(snapshot.path())));
        } else if (origin instanceof JobOrigin.Nothing) {
            awaitRunning(submitted(Optional.empty()));
        } else {
            awaitRunning(job -> true);
        }
    }

    private void awaitRunning(Predicate<JobState> meant) {
        if (!Poll.until(RECOVERY, () -> isRunning(meant))) {
            throw new LocalStackException(
                    "the job did not run within %d s; see the web UI at %s, or the log of the jobmanager"
                            .formatted(RECOVERY.toSeconds(), flink.address()));
        }
    }

    /** Tells the new job from those of earlier starts, which a cluster that runs on still shows. */
    private Predicate<JobState> submitted(Optional<Path> snapshot) {
        String jarId = flink.upload(jar);
        String jobId = flink.run(jarId, arguments, snapshot);
        // The job has its own copy; without this every start would leave one more in the list.
        flink.delete(jarId);
        return job -> job.id().equals(jobId);
    }

    private boolean isRunning(Predicate<JobState> meant) {
        List<JobState> jobs = flink.jobs().stream().filter(meant).toList();
        if (!jobs.isEmpty() && jobs.stream().noneMatch(JobState::isLive)) {
            throw new LocalStackException("the job ended at its start: it is %s; see the web UI at %s"
                    .formatted(jobs.get(0).state(), flink.address()));
        }
        return jobs.stream().anyMatch(JobState::isRunning);
    }
}
