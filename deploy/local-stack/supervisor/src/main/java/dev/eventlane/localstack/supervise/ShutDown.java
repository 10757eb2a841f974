package dev.eventlane.localstack.supervise;

import dev.eventlane.localstack.Progress;
import dev.eventlane.localstack.flink.FlinkRest;
import dev.eventlane.localstack.flink.JobStop;
import dev.eventlane.localstack.flink.StopOutcome;
import dev.eventlane.localstack.layout.DataFolder;
import dev.eventlane.localstack.process.RunningProcess;
import dev.eventlane.localstack.service.FlinkStorage;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Stops the processes of the state file, with or without a supervisor; nobody must be restarting them any more. */
public final class ShutDown {
    private static final String FRONT_DOOR = "http-ingest";

    /** A client that keeps its connection open holds up ClickHouse's stop for some seconds. */
    private static final Duration STOP = Duration.ofSeconds(20);

    private final DataFolder folder;
    private final Progress progress;

    public ShutDown(DataFolder folder, Progress progress) {
        this.folder = folder;
        this.progress = progress;
    }

    /** In good order: no more requests, then the job with a savepoint, then the servers. */
    public StopOutcome inGoodOrder() {
        Optional<StackState> state = StateFile.in(folder).read();
        List<ProcessRecord> processes = state.map(StackState::processes).orElse(List.of());
        processes.stream().filter(process -> process.name().equals(FRONT_DOOR)).forEach(this::terminate);
        StopOutcome outcome = state.map(this::stopJob).orElseGet(StopOutcome.NoJob::new);
        progress.say(outcome.description());
        processes.stream().filter(process -> !process.name().equals(FRONT_DOOR)).forEach(this::terminate);
        forget();
        return outcome;
    }

    /** At once: every process is killed. */
    public void atOnce() {
        StateFile.in(folder).read().map(StackState::processes).orElse(List.of()).stream()
                .flatMap(process -> process.find().stream())
                .forEach(RunningProcess::kill);
        forget();
    }

    private StopOutcome stopJob(StackState state) {
        FlinkRest flink = new FlinkRest(URI.create(state.addresses().flink()));
        return JobStop.stop(flink, new FlinkStorage(folder.data("flink")).savepoints());
    }

    private void terminate(ProcessRecord record) {
        record.find()
                .ifPresent(process -> progress.say(
                        process.terminate(STOP)
                                ? record.name() + " stopped"
                                : "%s did not stop within %d s and was killed"
                                        .formatted(record.name(), STOP.toSeconds())));
    }

    private void forget() {
        StateFile file = StateFile.in(folder);
        file.read().ifPresent(state -> file.write(state.stopped()));
    }
}
