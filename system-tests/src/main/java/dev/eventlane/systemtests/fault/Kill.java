package dev.eventlane.systemtests.fault;

import dev.eventlane.systemtests.ModelledStack;

/**
 * Ends a process as a power failure would (kill -9).
 *
 * @param process as the stack calls it
 */
public record Kill(String process) implements Fault {
    @Override
    public String title() {
        return "kill " + process;
    }

    @Override
    public void strike(ModelledStack stack) {
        stack.stack().process(process).kill();
    }
}
