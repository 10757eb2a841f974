package dev.eventlane.localstack.cli;

import dev.eventlane.localstack.LocalStackException;
import dev.eventlane.localstack.supervise.StackState;
import dev.eventlane.localstack.supervise.StackState.Phase;
import java.time.Duration;
import java.util.Set;

/** Has a supervisor let go of a stack that runs on, so that another one can take it over. */
final class Handover {
    /** It only has to let go of its processes. */
    private static final Duration SUPERVISOR_STOP = Duration.ofSeconds(5);

    private static final Set<Phase> UNDER_WAY = Set.of(Phase.STARTING, Phase.UPGRADING);

    private Handover() {}

    static boolean isUnderWay(StackState state) {
        return UNDER_WAY.contains(state.phase());
    }

    /** Fails while a supervisor does something that nobody else could go on with. */
    static void requireSettled(StackState state) {
        if (isUnderWay(state) && state.isSupervised()) {
            throw new LocalStackException(
                    "a start or an upgrade is under way, under supervisor %d: wait until './eventlane status' shows that it has ended"
                            .formatted(state.supervisor().pid()));
        }
    }

    /** Ends the supervisor; its processes live on. */
    static void letGo(StackState state) {
        state.supervisor().find().ifPresent(supervisor -> supervisor.terminate(SUPERVISOR_STOP));
    }
}
