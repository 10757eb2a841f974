package dev.eventlane.systemtests.fault;

import dev.eventlane.localstack.StackProcess;
import dev.eventlane.systemtests.ModelledStack;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Stops a process in its tracks for a while (SIGSTOP, SIGCONT): its connections stay open and nobody answers.
 *
 * @param process as the stack calls it
 */
public record Pause(String process, Duration duration) implements Fault {
    @Override
    public String title() {
        return "pause " + process + " " + duration.toSeconds() + " s";
    }

    @Override
    public void strike(ModelledStack stack) throws InterruptedException {
        StackProcess paused = stack.stack().process(process);
        paused.pause();
        try {
            TimeUnit.MILLISECONDS.sleep(duration.toMillis());
        } finally {
            paused.resume();
        }
    }
}
