package dev.eventlane.localstack.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ProcessIdentityTest {
    private final ProcessIdentity self = ProcessIdentity.of(ProcessHandle.current());

    @Test
    void finds_the_process_that_was_meant() {
        assertThat(self.find()).contains(ProcessHandle.current());
    }

    @Test
    void another_process_with_the_same_pid_is_not_the_one_that_was_meant() {
        ProcessIdentity earlier =
                new ProcessIdentity(self.pid(), self.startedAt().minus(Duration.ofMinutes(1)));

        assertThat(earlier.find()).isEmpty();
    }

    @Test
    void a_process_that_ended_is_not_found() throws Exception {
        Process process = new ProcessBuilder("sleep", "60").start();
        ProcessIdentity identity = ProcessIdentity.of(process.toHandle());
        assertThat(identity.find()).isPresent();

        new RunningProcess(process.toHandle()).kill();

        assertThat(identity.find()).isEmpty();
    }
}
