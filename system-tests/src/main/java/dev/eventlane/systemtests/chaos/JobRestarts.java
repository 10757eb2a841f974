package dev.eventlane.systemtests.chaos;

import dev.eventlane.systemtests.ModelledStack;

/**
 * How often the job went on from a checkpoint after a failure. Its JobManager counts, and forgets the count when it dies.
 *
 * @param before the count at the beginning
 * @param jobManager how often the JobManager had been started again then
 */
record JobRestarts(ModelledStack stack, int before, int jobManager) {
    static JobRestarts since(ModelledStack stack) {
        return new JobRestarts(stack, stack.flink().restores(), starts(stack));
    }

    int count() {
        int now = stack.flink().restores();
        return starts(stack) == jobManager && now >= before ? now - before : now;
    }

    private static int starts(ModelledStack stack) {
        return stack.stack().process("jobmanager").restarts();
    }
}
