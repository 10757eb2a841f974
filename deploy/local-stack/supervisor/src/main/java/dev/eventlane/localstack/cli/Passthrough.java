package dev.eventlane.localstack.cli;

import dev.eventlane.localstack.LocalStackException;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** Runs another program on this terminal. */
final class Passthrough {
    private Passthrough() {}

    /** Its exit code. */
    static int run(List<String> command, Map<String, String> environment) {
        try {
            ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
            builder.environment().putAll(environment);
            return builder.start().waitFor();
        } catch (IOException e) {
            throw new LocalStackException("%s could not be started: %s".formatted(command.get(0), e.getMessage()), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LocalStackException("interrupted", e);
        }
    }
}
