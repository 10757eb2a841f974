package dev.eventlane.localstack.process;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * One process for all time. A pid alone is not: the system gives it to another process sooner or later.
 *
 * @param pid the process ID
 * @param startedAt when the system says that the process started
 */
public record ProcessIdentity(long pid, Instant startedAt) {
    /** Linux counts start times in ticks of 10 ms since a boot time that it rounds anew for every reader. */
    private static final Duration TOLERANCE = Duration.ofSeconds(2);

    public static ProcessIdentity of(ProcessHandle handle) {
        return new ProcessIdentity(handle.pid(), handle.info().startInstant().orElse(Instant.EPOCH));
    }

    /** The live process with this pid, if it is still the one that was meant. */
    public Optional<ProcessHandle> find() {
        return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).filter(this::startedTogether);
    }

    private boolean startedTogether(ProcessHandle handle) {
        Instant actual = handle.info().startInstant().orElse(Instant.EPOCH);
        return Duration.between(startedAt, actual).abs().compareTo(TOLERANCE) <= 0;
    }
}
