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

    private ChildProcesses() {}

    /** Kills this process, if it still lives, when the JVM ends. */
    public static void endWithThisJvm(RunningProcess process) {
        CHILDREN.add(process);
        process.whenExited(() -> CHILDREN.remove(process));
    }

    private static void killAll() {
        CHILDREN.forEach(RunningProcess::kill);
    }
}
