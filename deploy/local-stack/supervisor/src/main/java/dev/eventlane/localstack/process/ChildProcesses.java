package dev.eventlane.localstack.process;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Ends what a JVM started when that JVM ends, so that a test run that is interrupted leaves no server behind. Not used
 * by the detached supervisor, whose processes are to survive it.
 */
public final class ChildProcesses {
    private static final Set<RunningProcess> CHILDREN = ConcurrentHashMap.newKeySet();

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(ChildProcesses::killAll, "end-child-processes"));
    }

    private static volatile boolean ending;

    private ChildProcesses() {}

    /** Whether this JVM ends: nothing may be started again then. */
    public static boolean areEnding() {
        return ending;
    }

    /** Kills this process, if it still lives, when the JVM ends. */
    public static void endWithThisJvm(RunningProcess process) {
        CHILDREN.add(process);
        if (ending) {
            process.kill();
        }
        process.whenExited(() -> CHILDREN.remove(process));
    }

    private static void killAll() {
        ending = true;
        CHILDREN.forEach(RunningProcess::kill);
    }
}
