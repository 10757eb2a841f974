package dev.eventlane.localstack.supervise;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.eventlane.localstack.process.RunningProcess;
import dev.eventlane.localstack.service.Prometheus;
import java.util.List;
import java.util.Optional;

/**
 * A stack as the state file shows it.
 *
 * @param reason why it failed or was not upgraded, or what it is behind with; empty otherwise
 * @param processes in the order in which they are stopped
 */
public record StackState(
        ProcessRecord supervisor,
        Phase phase,
        String reason,
        StackAddresses addresses,
        StartedWith startedWith,
        List<ProcessRecord> processes) {
    /** How far the stack has come. */
    public enum Phase {
        STARTING,
        READY,
        /** All of it runs, but no event came through in time. */
        BEHIND,
        /** All of it runs, and its programs are being replaced. */
        UPGRADING,
        /** All of it runs, or all but the job, and its programs were not replaced. */
        NOT_UPGRADED,
        FAILED,
        STOPPED
    }

    public StackState {
        processes = List.copyOf(processes);
    }

    /** Whether a supervisor watches over this stack now. */
    @JsonIgnore
    public boolean isSupervised() {
        return supervisor.find().isPresent() && (phase == Phase.STARTING || phase == Phase.UPGRADING || hasStarted());
    }

    /** Whether all of it was started. */
    @JsonIgnore
    public boolean hasStarted() {
        return phase == Phase.READY || phase == Phase.BEHIND || phase == Phase.NOT_UPGRADED;
    }

    /** Whether any of its servers is alive, supervised or not. */
    @JsonIgnore
    public boolean isAlive() {
        return processes.stream().anyMatch(process -> process.find().isPresent());
    }

    /** Whether Prometheus runs beside it. */
    @JsonIgnore
    public boolean isObserved() {
        return observer().isPresent();
    }

    /** The live Prometheus. */
    public Optional<ProcessRecord> observer() {
        return processes.stream()
                .filter(process -> process.name().equals(Prometheus.NAME))
                .filter(process -> process.find().isPresent())
                .findFirst();
    }

    /** The live process of this name on this port. */
    public Optional<RunningProcess> find(String name, int port) {
        return processes.stream()
                .filter(process -> process.name().equals(name) && process.port() == port)
                .flatMap(process -> process.find().stream())
                .findFirst();
    }

    /** The same when everything has been stopped. */
    public StackState stopped() {
        return new StackState(supervisor, Phase.STOPPED, "", addresses, startedWith, List.of());
    }
}
