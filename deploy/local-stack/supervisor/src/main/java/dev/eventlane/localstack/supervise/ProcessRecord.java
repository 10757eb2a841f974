package dev.eventlane.localstack.supervise;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.eventlane.localstack.process.ProcessIdentity;
import dev.eventlane.localstack.process.RunningProcess;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A process as the state file shows it.
 *
 * @param pid 0 while it waits to be started again
 * @param startedAt when the system says that it started, in ms since 1970
 * @param port 0 when it has none that others know
 * @param restarts how often it was started again
 * @param state in one word
 * @param stopsWithinSeconds how long it may take to end by itself
 */
public record ProcessRecord(
        String name, long pid, long startedAt, int port, int restarts, String state, long stopsWithinSeconds) {
    /** How long the supervisor may take to let go of its processes. */
    private static final long SUPERVISOR_STOPS_SECONDS = 5;

    /** The process itself, if it is alive and no other process took its pid. */
    public Optional<RunningProcess> find() {
        return new ProcessIdentity(pid, Instant.ofEpochMilli(startedAt)).find().map(RunningProcess::new);
    }

    /** How long it may take to end by itself. */
    Duration stopsWithin() {
        return Duration.ofSeconds(stopsWithinSeconds);
    }

    @JsonIgnore
    public Instant startInstant() {
        return Instant.ofEpochMilli(startedAt);
    }

    /** A process that has no port and is not restarted: the supervisor. */
    static ProcessRecord ofThisProcess() {
        ProcessIdentity self = ProcessIdentity.of(ProcessHandle.current());
        return new ProcessRecord(
                "supervisor", self.pid(), self.startedAt().toEpochMilli(), 0, 0, "running", SUPERVISOR_STOPS_SECONDS);
    }
}
