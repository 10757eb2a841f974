package dev.eventlane.localstack.server;

import dev.eventlane.localstack.LocalStackException;
import dev.eventlane.localstack.process.ChildProcesses;
import dev.eventlane.localstack.process.LastWords;
import dev.eventlane.localstack.process.Launch;
import dev.eventlane.localstack.process.Poll;
import dev.eventlane.localstack.process.RunningProcess;
import dev.eventlane.localstack.service.Service;

/** One server without a supervisor: it stays dead until it is started again. */
final class ServerProcess implements AutoCloseable {
    private final Service service;
    private RunningProcess process;

    private ServerProcess(Service service, RunningProcess process) {
        this.service = service;
        this.process = process;
    }

    /** Returns when the server is ready. */
    static ServerProcess start(Service service) {
        service.prepare();
        return new ServerProcess(service, launch(service));
    }

    synchronized long pid() {
        return process.pid();
    }

    synchronized void kill() {
        process.kill();
    }

    synchronized void restart() {
        process.terminate(service.stopsWithin());
        process = launch(service);
    }

    synchronized void pause() {
        process.pause();
    }

    synchronized void resume() {
        process.resume();
    }

    /** Kills it: what it acknowledged stays, and a test need not wait for connections to be closed in good order. */
    @Override
    public synchronized void close() {
        process.kill();
    }

    private static RunningProcess launch(Service service) {
        Launch launch = service.launch();
        RunningProcess process = new RunningProcess(launch.start().toHandle());
        ChildProcesses.endWithThisJvm(process);
        boolean decided = Poll.until(service.readyWithin(), () -> !process.isAlive() || service.isReady());
        if (decided && process.isAlive()) {
            return process;
        }
        String what = decided
                ? "ended at its start"
                : "was not ready within " + service.readyWithin().toSeconds() + " s";
        process.kill();
        throw new LocalStackException("%s %s; %s".formatted(service.name(), what, LastWords.of(launch)));
    }
}
