package dev.eventlane.localstack.cli;

/** What the commands end with; scripts depend on these. */
final class ExitCode {
    static final int DONE = 0;
    static final int FAILED = 1;
    static final int NOT_RUNNING = 3;

    private ExitCode() {}
}
