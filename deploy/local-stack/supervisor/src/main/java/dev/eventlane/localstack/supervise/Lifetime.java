package dev.eventlane.localstack.supervise;

import dev.eventlane.localstack.process.ChildProcesses;
import dev.eventlane.localstack.process.RunningProcess;

/** How long the processes of a stack may live. */
public enum Lifetime {
    /** They end at the latest with the JVM that started them: for tests. */
    WITH_THIS_JVM {
        @Override
        void started(RunningProcess process) {
            ChildProcesses.endWithThisJvm(process);
        }

        @Override
        boolean mayStartAgain() {
            return !ChildProcesses.areEnding();
        }

        @Override
        boolean outlivesLateEvent() {
            return false;
        }
    },
    /** They survive their supervisor; the next one takes them over. */
    UNTIL_STOPPED {
        @Override
        void started(RunningProcess process) {
            // Nothing ends them but the one who stops the stack.
        }

        @Override
        boolean mayStartAgain() {
            return true;
        }

        @Override
        boolean outlivesLateEvent() {
            return true;
        }
    };

    abstract void started(RunningProcess process);

    /** Whether what died is started again: not what dies because its JVM ends. */
    abstract boolean mayStartAgain();

    /** Whether they run on when no event came through in time: the job then goes on with whatever it is behind with. */
    abstract boolean outlivesLateEvent();
}
