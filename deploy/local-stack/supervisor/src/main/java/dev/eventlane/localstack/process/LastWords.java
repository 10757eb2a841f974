package dev.eventlane.localstack.process;

import java.nio.file.Path;

/** What a process that failed left behind, for the one who has to find out why. */
public final class LastWords {
    private static final int LINES_SHOWN = 15;

    private LastWords() {}

    /** The end of what it wrote; where it wrote nothing, the end of what it logged. */
    public static String of(Launch launch) {
        Path output = launch.output();
        String written = LogTail.of(output, LINES_SHOWN);
        Path log = output.resolveSibling(launch.name() + ".log");
        Path told = written.isBlank() ? log : output;
        return "the end of %s:%n%s".formatted(told, LogTail.of(told, LINES_SHOWN));
    }
}
