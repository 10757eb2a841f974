package dev.eventlane.localstack.clickhouse;

import java.util.ArrayList;
import java.util.List;

/** The arguments with which clickhouse-local becomes a server. */
final class CommandLine {
    private CommandLine() {}

    /**
     * @param options clickhouse-local's own options, such as {@code --config-file=…}
     * @param blockingStatement runs until the server is to stop
     */
    static List<String> of(List<String> options, String blockingStatement) {
        List<String> arguments = new ArrayList<>();
        arguments.add("clickhouse");
        arguments.addAll(options);
        // Interactive, so that a client's malformed request is answered and does not end the process: see Terminal.
        arguments.add("--interactive");
        arguments.add("--disable_suggestion");
        arguments.add("--query=SYSTEM START LISTEN HTTP; " + blockingStatement);
        return List.copyOf(arguments);
    }
}
