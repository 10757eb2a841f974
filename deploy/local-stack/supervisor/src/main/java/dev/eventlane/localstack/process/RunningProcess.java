package dev.eventlane.localstack.process;

import static java.util.Objects.requireNonNull;

import dev.eventlane.localstack.LocalStackException;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A process that was started here or by a supervisor before this one. */
public final class RunningProcess {
    private final ProcessHandle handle;
    private final ProcessIdentity identity;

    public RunningProcess(ProcessHandle handle) {
        this.handle = requireNonNull(handle, "handle is null");
        this.identity = ProcessIdentity.of(handle);
    }

    public ProcessIdentity identity() {
        return identity;
    }

    public long pid() {
        return handle.pid();
    }

    public boolean isAlive() {
        return handle.isAlive();
    }

    /** Runs this, on some other thread, when the process has ended, however it did. */
    public void whenExited(Runnable action) {
        // Not on the thread that noticed the exit: the JDK gives it a stack too small for logging.
        CompletableFuture<Void> unused = handle.onExit().thenRunAsync(action);
    }

    /** Ends it as a power failure would (SIGKILL), and returns when it is gone. */
    public void kill() {
        handle.destroyForcibly();
        awaitExit(Duration.ofSeconds(10));
    }

    /** Asks it to end (SIGTERM) and kills it when it has not within the bound; true if it ended by itself. */
    public boolean terminate(Duration bound) {
        handle.destroy();
        if (awaitExit(bound)) {
            return true;
        }
        kill();
        return false;
    }

    /** Stops it in its tracks (SIGSTOP): connections stay open and nobody answers. */
    public void pause() {
        signal("STOP");
    }

    /** Lets it run on after {@link #pause()} (SIGCONT). */
    public void resume() {
        signal("CONT");
    }

    private void signal(String name) {
        try {
            Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(pid()))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (kill.waitFor() != 0) {
                throw new LocalStackException("process %d does not take SIG%s: it has ended".formatted(pid(), name));
            }
        } catch (IOException e) {
            throw new LocalStackException("the program 'kill' cannot be run: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LocalStackException("interrupted while sending SIG%s to %d".formatted(name, pid()), e);
        }
    }

    private boolean awaitExit(Duration bound) {
        try {
            handle.onExit().get(bound.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return !handle.isAlive();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return !handle.isAlive();
        } catch (ExecutionException e) {
            throw new LocalStackException("waiting for process %d failed".formatted(pid()), e);
        }
    }
}
