package dev.eventlane.systemtests.fault;

import dev.eventlane.systemtests.ModelledStack;

/** One kind of harm. */
public interface Fault {
    /** Names it in reports, such as {@code kill taskmanager}. */
    String title();

    /**
     * Does the harm, sees that it was felt, and takes away what caused it; returns then. What was harmed must recover by itself.
     *
     * @throws org.awaitility.core.ConditionTimeoutException if nothing felt it
     */
    void strike(ModelledStack stack) throws InterruptedException;
}
