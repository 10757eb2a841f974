package dev.eventlane.localstack.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The process that listens on a port, found as the Linux kernel shows it; nothing is found elsewhere.
 *
 * @param command its command line, shortened
 */
public record PortHolder(long pid, String command) {
    private static final Path PROC = Path.of("/proc");
    private static final String LISTENING = "0A";
    private static final int LOCAL_ADDRESS = 1;
    private static final int STATE = 3;
    private static final int INODE = 9;
    private static final int CHARACTERS_SHOWN = 160;

    /** Empty also when the process belongs to another user. */
    public static Optional<PortHolder> of(int port) {
        Set<String> sockets = Stream.of("tcp", "tcp6")
                .flatMap(table -> lines(PROC.resolve("net").resolve(table)).stream())
                .flatMap(line -> socket(line, port).stream())
                .collect(Collectors.toUnmodifiableSet());
        if (sockets.isEmpty()) {
            return Optional.empty();
        }
        return children(PROC).stream()
                .filter(folder -> folder.getFileName().toString().matches("\\d+"))
                .filter(folder -> holdsOneOf(folder, sockets))
                .findFirst()
                .map(folder ->
                        new PortHolder(Long.parseLong(folder.getFileName().toString()), command(folder)));
    }

    /** The socket in this line of the kernel's table, if it listens on the port. */
    static Optional<String> socket(String line, int port) {
        String[] columns = line.strip().split("\\s+", -1);
        String suffix = ":" + String.format(Locale.ROOT, "%04X", port);
        boolean listens =
                columns.length > INODE && columns[STATE].equals(LISTENING) && columns[LOCAL_ADDRESS].endsWith(suffix);
        return listens ? Optional.of("socket:[" + columns[INODE] + "]") : Optional.empty();
    }

    private static boolean holdsOneOf(Path process, Set<String> sockets) {
        return children(process.resolve("fd")).stream()
                .anyMatch(descriptor ->
                        target(descriptor).filter(sockets::contains).isPresent());
    }

    private static Optional<String> target(Path link) {
        try {
            return Optional.of(Files.readSymbolicLink(link).toString());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static String command(Path process) {
        String line = String.join(" ", lines(process.resolve("cmdline")))
                .replace('\0', ' ')
                .strip();
        return line.length() <= CHARACTERS_SHOWN ? line : line.substring(0, CHARACTERS_SHOWN) + "…";
    }

    private static List<Path> children(Path folder) {
        try (Stream<Path> children = Files.list(folder)) {
            return children.toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            return List.of();
        }
    }
}
