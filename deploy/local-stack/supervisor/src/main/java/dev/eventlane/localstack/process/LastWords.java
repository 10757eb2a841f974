package dev.eventlane.localstack.process;

import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a process that failed left behind, for the one who has to find out why. */
public final class LastWords {
    private static final int LINES_SHOWN = 15;

    private LastWords() {}

    /** The end of what it wrote, and of what it logged. */
    public static String of(Launch launch) {
        Path output = launch.output();
        return Stream.of(output, output.resolveSibling(launch.name() + ".log"))
                .map(LastWords::endOf)
                .filter(end -> !end.isEmpty())
                .collect(Collectors.joining("\n"));
    }

    private static String endOf(Path file) {
        String end = LogTail.of(file, LINES_SHOWN);
        return end.isBlank() ? "" : "the end of %s:%n%s".formatted(file, end);
    }
}
