package dev.eventlane.localstack.flink;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class JobOriginTest {
    private static final Optional<Path> SNAPSHOT = Optional.of(Path.of("/savepoints/1"));

    @Test
    void a_live_job_is_never_submitted_again() {
        assertThat(JobOrigin.of(true, true, SNAPSHOT)).isEqualTo(new JobOrigin.AlreadyRunning());
    }

    @Test
    void a_job_that_the_JobManager_remembers_is_waited_for() {
        assertThat(JobOrigin.of(false, true, SNAPSHOT)).isEqualTo(new JobOrigin.Remembered());
    }

    @Test
    void a_stopped_job_goes_on_from_its_snapshot() {
        assertThat(JobOrigin.of(false, false, SNAPSHOT)).isEqualTo(new JobOrigin.Snapshot(SNAPSHOT.get()));
    }

    @Test
    void the_first_job_starts_from_nothing() {
        assertThat(JobOrigin.of(false, false, Optional.empty())).isEqualTo(new JobOrigin.Nothing());
    }
}
