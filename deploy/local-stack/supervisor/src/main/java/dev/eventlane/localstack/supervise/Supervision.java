package dev.eventlane.localstack.supervise;

import dev.eventlane.localstack.LocalStackException;
import dev.eventlane.localstack.supervise.StackState.Phase;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

/** The processes of one stack, watched; whatever changes is written to the state file. */
public final class Supervision implements AutoCloseable {
    private Topology topology;
    private final StateFile file;
    private final ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "restart");
        thread.setDaemon(true);
        return thread;
    });
    private final Map<String, SupervisedProcess> processes = new LinkedHashMap<>();
    private Phase phase = Phase.STARTING;
    private String reason = "";

    Supervision(Topology topology, Lifetime lifetime) {
        this.topology = topology;
        this.file = StateFile.in(topology.folder());
        topology.services()
                .forEach(service -> processes.put(
                        service.name(), new SupervisedProcess(service, lifetime, scheduler, this::publish)));
    }

    /** The process of this name, such as {@code kafka}. */
    public SupervisedProcess process(String name) {
        SupervisedProcess process = processes.get(name);
        if (process == null) {
            throw new LocalStackException(
                    "there is no process \"%s\"; there are %s".formatted(name, processes.keySet()));
        }
        return process;
    }

    /** Whether this stack starts this server itself. */
    boolean owns(String name) {
        return processes.containsKey(name);
    }

    /** All, in the order in which they are stopped. */
    List<SupervisedProcess> all() {
        return List.copyOf(processes.values());
    }

    /** Kills what was started here; what was adopted lives on. */
    void killStartedHere() {
        processes.values().forEach(SupervisedProcess::killIfStartedHere);
    }

    synchronized void enter(Phase next, String why) {
        phase = next;
        reason = why;
        publish();
    }

    /** From now on, another topology of the same servers is what is written to the state file. */
    synchronized void become(Topology next) {
        topology = next;
    }

    private synchronized void publish() {
        List<ProcessRecord> records = processes.values().stream()
                .filter(SupervisedProcess::wasStarted)
                .map(SupervisedProcess::record)
                .toList();
        file.write(new StackState(
                ProcessRecord.ofThisProcess(), phase, reason, topology.addresses(), topology.startedWith(), records));
    }

    /** Stops watching; the processes live on. */
    @Override
    public void close() {
        processes.values().forEach(SupervisedProcess::release);
        scheduler.shutdownNow();
    }
}
