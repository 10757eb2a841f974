package dev.eventlane.localstack.cli;

import dev.eventlane.localstack.LocalStackException;

/** A command needs a stack that runs, and none does. */
final class NotRunningException extends LocalStackException {
    private static final long serialVersionUID = 1L;

    NotRunningException() {
        super("the stack does not run; start it with './eventlane up'");
    }
}
