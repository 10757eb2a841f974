package dev.eventlane.localstack.supervise;

import dev.eventlane.localstack.LocalStackException;
import dev.eventlane.localstack.Progress;
import dev.eventlane.localstack.flink.FlinkRest;
import dev.eventlane.localstack.flink.JobStop;
import dev.eventlane.localstack.flink.StopOutcome;
import dev.eventlane.localstack.layout.DataFolder;
import dev.eventlane.localstack.process.RunningProcess;
import dev.eventlane.localstack.service.FlinkStorage;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Stops the processes of the state file, with or without a supervisor; nobody must be restarting them any more. */
public final class ShutDown {
    private static final String FRONT_DOOR = "http-ingest";

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
        if (outcome instanceof StopOutcome.Stopped stopped) {
            deleteOldSnapshots(stopped);
        }
        return outcome;
    }

    /** A failure costs disk space and nothing else. */
    private void deleteOldSnapshots(StopOutcome.Stopped stopped) {
        URI savepoint = URI.create(stopped.savepoint());
        if (!"file".equals(savepoint.getScheme())) {
            return;
        }
        try {
            int deleted = storage().deleteObsolete(Path.of(savepoint));
            if (deleted > 0) {
                progress.say("older savepoints deleted: " + deleted);
            }
        } catch (LocalStackException e) {
            progress.say("older savepoints and checkpoints could not be deleted: " + e.getMessage());
        }
    }

    private FlinkStorage storage() {
        return new FlinkStorage(folder.data("flink"));
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
        return JobStop.stop(flink, storage().savepoints());
    }

    private void terminate(ProcessRecord record) {
        record.find()
                .ifPresent(process -> progress.say(
                        process.terminate(record.stopsWithin())
                                ? record.name() + " stopped"
                                : "%s did not stop within %d s and was killed"
                                        .formatted(record.name(), record.stopsWithinSeconds())));
    }

    private void forget() {
        StateFile file = StateFile.in(folder);
        file.read().ifPresent(state -> file.write(state.stopped()));
    }
}
