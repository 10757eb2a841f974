package dev.eventlane.localstack.supervise;

import dev.eventlane.localstack.LocalStackException;
import dev.eventlane.localstack.Progress;
import dev.eventlane.localstack.config.Ports;
import dev.eventlane.localstack.process.RunningProcess;
import java.util.List;
import java.util.Optional;

/** What is done with the processes that an earlier supervisor left, before anything is started. */
final class Adoption {
    private final Supervision supervision;
    private final Progress progress;

    Adoption(Supervision supervision, Progress progress) {
        this.supervision = supervision;
        this.progress = progress;
    }

    /** Takes over what still fits, ends what does not, and makes sure that there is room for the rest. */
    void run(Optional<StackState> earlier, Ports ports) {
        earlier.filter(StackState::isSupervised).ifPresent(Adoption::refuse);
        PortCheck.requireDistinct(
                supervision.all().stream()
                        .map(process -> process.service().name())
                        .toList(),
                ports);
        for (SupervisedProcess process : supervision.all()) {
            String name = process.service().name();
            Optional<RunningProcess> left =
                    earlier.flatMap(state -> state.find(name, process.service().port()));
            if (left.isPresent()) {
                process.adopt(left.get());
                progress.say("%s still runs as pid %d: taken over"
                        .formatted(name, left.get().pid()));
            }
        }
        endOthers(earlier.map(StackState::processes).orElse(List.of()));
        supervision.all().stream()
                .filter(process -> !process.wasStarted())
                .forEach(process -> PortCheck.requireFree(process.service().name(), ports));
    }

    private void endOthers(List<ProcessRecord> earlier) {
        for (ProcessRecord record : earlier) {
            if (supervision.owns(record.name())
                    && supervision.process(record.name()).wasStarted()) {
                continue;
            }
            record.find().ifPresent(process -> {
                progress.say("%s of the earlier stack is ended: it has another port".formatted(record.name()));
                process.kill();
            });
        }
    }

    private static void refuse(StackState running) {
        throw new LocalStackException("this stack runs already, under supervisor %d"
                .formatted(running.supervisor().pid()));
    }
}
