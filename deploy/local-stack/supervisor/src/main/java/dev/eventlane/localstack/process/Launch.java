package dev.eventlane.localstack.process;

import static java.util.Objects.requireNonNull;

import dev.eventlane.localstack.LocalStackException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;

/**
 * What it takes to start a process.
 *
 * @param name what people call it, also in file names
 * @param command program and arguments
 * @param environment added to the environment of this process
 * @param output where standard output and standard error are appended
 */
public record Launch(String name, List<String> command, Map<String, String> environment, Path output) {
    /** A process that dies again and again must not fill the disk with its last words. */
    private static final long OUTPUT_BOUND_BYTES = 10L << 20;

    public Launch {
        requireNonNull(name, "name is null");
        requireNonNull(output, "output is null");
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
    }

    /** Starts it, with nothing to read; fails with a {@link LocalStackException} if the program cannot be started. */
    public Process start() {
        try {
            Files.createDirectories(output.toAbsolutePath().getParent());
            boundOutput();
            ProcessBuilder builder = new ProcessBuilder(command)
                    .redirectInput(new File("/dev/null"))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()));
            builder.environment().putAll(environment);
            return builder.start();
        } catch (IOException e) {
            throw new LocalStackException("%s could not be started: %s".formatted(name, e.getMessage()), e);
        }
    }

    private void boundOutput() throws IOException {
        if (Files.exists(output) && Files.size(output) > OUTPUT_BOUND_BYTES) {
            Path previous = output.resolveSibling(output.getFileName() + ".1");
            Files.move(output, previous, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
