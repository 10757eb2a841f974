package dev.eventlane.localstack;

import dev.eventlane.localstack.supervise.SupervisedProcess;

/** One of a stack's servers, to be watched and to be hurt. It is started again whenever it ends. */
public final class StackProcess {
    private final SupervisedProcess process;

    StackProcess(SupervisedProcess process) {
        this.process = process;
    }

    /** The process ID now; another one after a restart. */
    public long pid() {
        return process.current().pid();
    }

    /** Whether it serves now. */
    public boolean isReady() {
        return process.current().isAlive() && process.service().isReady();
    }

    /** How often it was started again. */
    public int restarts() {
        return process.restarts();
    }

    /** Ends it as a power failure would (kill -9). */
    public void kill() {
        process.current().kill();
    }

    /** Connections stay open and nobody answers (SIGSTOP). */
    public void pause() {
        process.current().pause();
    }

    /** It runs on after {@link #pause()}. */
    public void resume() {
        process.current().resume();
    }
}
