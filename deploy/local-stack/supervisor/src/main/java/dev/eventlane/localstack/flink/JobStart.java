package dev.eventlane.localstack.flink;

import dev.eventlane.localstack.LocalStackException;
import dev.eventlane.localstack.process.Poll;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

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
            submit(Optional.of(snapshot.path()));
        } else if (origin instanceof JobOrigin.Nothing) {
            submit(Optional.empty());
        }
        if (!Poll.until(RECOVERY, this::isRunning)) {
            throw new LocalStackException(
                    "the job did not run within %d s; see the web UI at %s, or the log of the jobmanager"
                            .formatted(RECOVERY.toSeconds(), flink.address()));
        }
    }

    private void submit(Optional<Path> snapshot) {
        String jarId = flink.upload(jar);
        flink.run(jarId, arguments, snapshot);
        // The job has its own copy; without this every start would leave one more in the list.
        flink.delete(jarId);
    }

    private boolean isRunning() {
        List<JobState> jobs = flink.jobs();
        if (!jobs.isEmpty() && jobs.stream().noneMatch(JobState::isLive)) {
            throw new LocalStackException("the job ended at its start: it is %s; see the web UI at %s"
                    .formatted(jobs.get(0).state(), flink.address()));
        }
        return jobs.stream().anyMatch(JobState::isRunning);
    }
}
