package dev.eventlane.localstack.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** How much memory a process holds, as the Linux kernel counts it. */
final class ResidentMemory {
    private static final String LINE = "VmRSS:";
    private static final int KIBIBYTES_PER_MEBIBYTE = 1024;

    private ResidentMemory() {}

    /** Empty where there is no such file, as on other systems. */
    static Optional<Long> mebibytes(long pid) {
        try (Stream<String> lines = Files.lines(Path.of("/proc", Long.toString(pid), "status"))) {
            return lines.filter(line -> line.startsWith(LINE))
                    .map(line -> Long.parseLong(line.replaceAll("\\D", "")) / KIBIBYTES_PER_MEBIBYTE)
                    .findFirst();
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
