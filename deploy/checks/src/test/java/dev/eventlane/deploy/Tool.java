package dev.eventlane.deploy;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A program that a machine may have or not. */
public record Tool(Path program) {
    /**
     * How it ended.
     *
     * @param output what it printed
     * @param errors what it complained of
     */
    public record Result(int exitCode, String output, String errors) {}

    /** The one on the PATH; the test is skipped where there is none. */
    public static Tool assumed(String name) {
        Optional<Path> program = Stream.of(
                        System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst();
        assumeTrue(program.isPresent(), () -> name + " is not there: what it would say is not known");
        return new Tool(program.orElseThrow());
    }

    /** Runs it to its end, in the root of the repository. */
    public Result run(String... arguments) throws InterruptedException {
        List<String> command = new ArrayList<>(List.of(program.toString()));
        command.addAll(List.of(arguments));
        try {
            // To a file: who reads one of two pipes to its end can wait for ever.
            Path errors = Files.createTempFile("errors-of-", "." + program.getFileName());
            Process process = new ProcessBuilder(command)
                    .directory(Repository.path("").toFile())
                    .redirectError(errors.toFile())
                    .start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Result(process.waitFor(), output, Files.readString(errors));
        } catch (IOException e) {
            throw new UncheckedIOException(program + " cannot be started", e);
        }
    }
}
