package dev.eventlane.job.lifecycle;

/**
 * The result of an operation.
 *
 * @param state the event's state from now on; the same object as before if nothing is to be remembered
 * @param effect what happened
 */
record Transition(EventState.Stored state, Effect effect) {}
