package dev.eventlane.localstack.cli;

import dev.eventlane.localstack.LocalStackException;
import dev.eventlane.localstack.process.LogTail;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows logs. */
@Command(
        name = "logs",
        description = "Show the last lines of one log, or a few of each.",
        mixinStandardHelpOptions = true)
final class LogsCommand implements Callable<Integer> {
    private static final int LINES_OF_ONE = 100;
    private static final int LINES_OF_EACH = 5;

    @Spec
    private CommandSpec spec;

    @Parameters(arity = "0..1", paramLabel = "NAME", description = "Such as kafka or http-ingest; default: all.")
    private String name;

    @Option(
            names = {"-f", "--follow"},
            description = "Go on with what is added, until Ctrl-C.")
    private boolean follow;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        Path folder = Installation.find().folder().logs();
        List<Path> files = name == null ? all(folder) : named(folder);
        if (name == null) {
            out.println("logs in " + folder + ": " + names(all(folder)));
        }
        for (Path file : files) {
            print(out, file);
        }
        out.flush();
        if (follow) {
            follow(out, files);
        }
        return ExitCode.DONE;
    }

    private void print(PrintWriter out, Path file) {
        int count = name == null ? LINES_OF_EACH : LINES_OF_ONE;
        LogTail.lines(file, count).forEach(line -> out.println(prefix(file) + line));
    }

    private void follow(PrintWriter out, List<Path> files) {
        List<LogFollower> followers = files.stream()
                .map(file -> LogFollower.atEnd(file).prefixed(prefix(file)))
                .toList();
        while (!out.checkError()) {
            followers.forEach(follower -> follower.printNew(out));
        }
    }

    private String prefix(Path file) {
        return name == null ? processOf(file) + " | " : "";
    }

    /** What a process logged, and what it wrote when it could not log. */
    private List<Path> named(Path folder) {
        List<Path> files = all(folder).stream()
                .filter(file -> processOf(file).equals(name))
                .toList();
        if (files.isEmpty()) {
            throw new LocalStackException(
                    "there is no log of \"%s\"; there are %s".formatted(name, names(all(folder))));
        }
        return files;
    }

    private static List<Path> all(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file ->
                            file.toString().endsWith(".log") || file.toString().endsWith(".out"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new LocalStackException("%s cannot be read: %s".formatted(folder, e.getMessage()), e);
        }
    }

    private static String names(List<Path> files) {
        return files.stream().map(LogsCommand::processOf).distinct().collect(Collectors.joining(", "));
    }

    private static String processOf(Path file) {
        String fileName = file.getFileName().toString();
        return fileName.substring(0, fileName.lastIndexOf('.'));
    }
}
