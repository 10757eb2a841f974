package dev.eventlane.localstack.supervise;

import dev.eventlane.localstack.LocalStackException;
import dev.eventlane.localstack.process.LastWords;
import dev.eventlane.localstack.process.Poll;
import dev.eventlane.localstack.process.ProcessIdentity;
import dev.eventlane.localstack.process.RunningProcess;
import dev.eventlane.localstack.service.Service;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A server that is started again whenever it dies, once it has been ready for the first time. */
public final class SupervisedProcess {
    private static final Logger LOG = LoggerFactory.getLogger(SupervisedProcess.class);

    private Service service;
    private final Lifetime lifetime;
    private final ScheduledExecutorService scheduler;
    private final Runnable onChange;
    private final Backoff backoff = new Backoff();

    private RunningProcess process;
    private int restarts;
    private boolean watched;
    private boolean waiting;
    private boolean adopted;

    SupervisedProcess(Service service, Lifetime lifetime, ScheduledExecutorService scheduler, Runnable onChange) {
        this.service = service;
        this.lifetime = lifetime;
        this.scheduler = scheduler;
        this.onChange = onChange;
    }

    public synchronized Service service() {
        return service;
    }

    /**
     * Ends it and starts another program in its place, or the same again when that one does not start.
     *
     * @throws LocalStackException if it does not start; where the one before it does not either, that is tried on and on
     */
    void replaceBy(Service next) {
        Service before = service();
        try {
            changeTo(next);
        } catch (LocalStackException e) {
            goBackTo(before, e);
            throw new LocalStackException(
                    "the new %s does not start, the one before it runs again: %s"
                            .formatted(next.name(), e.getMessage()),
                    e);
        }
    }

    private void goBackTo(Service before, LocalStackException reason) {
        try {
            changeTo(before);
        } catch (LocalStackException e) {
            watch();
            e.addSuppressed(reason);
            throw e;
        }
    }

    /** A restart that a death before has scheduled starts nothing beside it: it finds nobody waiting. */
    private void changeTo(Service next) {
        RunningProcess old;
        synchronized (this) {
            watched = false;
            waiting = false;
            old = process;
        }
        old.terminate(service().stopsWithin());
        awaitReady(launched(next));
    }

    /** Takes over a process that an earlier supervisor started. */
    synchronized void adopt(RunningProcess running) {
        follow(running);
        adopted = true;
    }

    /** Kills it if it was started here; one that was adopted was there before, and lives on. */
    synchronized void killIfStartedHere() {
        if (process != null && !adopted) {
            process.kill();
        }
    }

    /**
     * Starts it, unless it was adopted, and returns when it is ready; fails when it never is, or ends before, twice: on a machine
     * that is busy with other things, Flink's processes may not wait long enough for each other.
     */
    void start() {
        RunningProcess first = startedOrAdopted();
        try {
            awaitReady(first);
        } catch (LocalStackException e) {
            if (first.isAlive()) {
                throw e;
            }
            LOG.warn("it is started once more", e);
            awaitReady(launched(service()));
        }
    }

    private void awaitReady(RunningProcess started) {
        onChange.run();
        boolean decided = Poll.until(service.readyWithin(), () -> !started.isAlive() || service.isReady());
        if (!decided || !started.isAlive()) {
            String what = decided
                    ? "ended at its start"
                    : "was not ready within " + service.readyWithin().toSeconds() + " s";
            throw new LocalStackException("%s %s%n%s".formatted(service.name(), what, LastWords.of(service.launch())));
        }
        watch();
        onChange.run();
    }

    /** Lets it be: it is not started again when it ends. */
    synchronized void release() {
        watched = false;
    }

    /** The process now; a dead one while it waits to be started again. */
    public synchronized RunningProcess current() {
        return process;
    }

    /** How often it was started again. */
    public synchronized int restarts() {
        return restarts;
    }

    synchronized boolean wasStarted() {
        return process != null;
    }

    synchronized ProcessRecord record() {
        ProcessIdentity identity = process.identity();
        String state = waiting ? "restarting" : watched ? "running" : "starting";
        long pid = waiting ? 0 : identity.pid();
        return new ProcessRecord(
                service.name(),
                pid,
                identity.startedAt().toEpochMilli(),
                service.port(),
                restarts,
                state,
                service.stopsWithin().toSeconds());
    }

    private synchronized RunningProcess startedOrAdopted() {
        return process == null ? launched(service) : process;
    }

    /** What does not start changes nothing: the process stays the one before, though dead. */
    private synchronized RunningProcess launched(Service next) {
        next.prepare();
        RunningProcess started = new RunningProcess(next.launch().start().toHandle());
        service = next;
        follow(started);
        return started;
    }

    private void watch() {
        RunningProcess ready;
        synchronized (this) {
            watched = true;
            ready = process;
        }
        if (!ready.isAlive()) {
            died(ready);
        }
    }

    private void follow(RunningProcess running) {
        process = running;
        waiting = false;
        adopted = false;
        lifetime.started(running);
        running.whenExited(() -> died(running));
    }

    /** Calls others only when it holds no lock: they ask every process for its state. */
    private void died(RunningProcess dead) {
        Duration lived = Duration.between(dead.identity().startedAt(), Instant.now());
        Duration wait;
        synchronized (this) {
            if (!watched || waiting || dead != process) {
                return;
            }
            waiting = true;
            wait = backoff.after(lived);
        }
        LOG.warn(
                "{} (pid {}) ended after {} s; it is started again in {} ms; its output is in {}",
                service.name(),
                dead.pid(),
                lived.toSeconds(),
                wait.toMillis(),
                service.launch().output());
        scheduleRestart(wait);
        onChange.run();
    }

    private void scheduleRestart(Duration wait) {
        ScheduledFuture<?> unused = scheduler.schedule(this::restart, wait.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void restart() {
        try {
            if (!startAgain()) {
                return;
            }
            LOG.info(
                    "{} started again as pid {}, restart {}",
                    service.name(),
                    current().pid(),
                    restarts());
        } catch (LocalStackException e) {
            Duration wait = nextWait();
            LOG.error("{} could not be started again; next attempt in {} ms", service.name(), wait.toMillis(), e);
            scheduleRestart(wait);
        }
        onChange.run();
    }

    /** False when it was let be, or another one was started in its place, in the meantime. */
    private synchronized boolean startAgain() {
        boolean wanted = watched && waiting && lifetime.mayStartAgain();
        if (wanted) {
            restarts++;
            launched(service);
        }
        return wanted;
    }

    private synchronized Duration nextWait() {
        return backoff.after(Duration.ZERO);
    }
}
