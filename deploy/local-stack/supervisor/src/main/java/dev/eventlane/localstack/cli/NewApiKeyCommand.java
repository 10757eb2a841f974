package dev.eventlane.localstack.cli;

import dev.eventlane.localstack.layout.Home;
import dev.eventlane.localstack.process.JavaCommand;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Makes an API key. */
@Command(
        name = "new-api-key",
        description = "Make an API key: prints it, once, and the line for the file that API_KEYS_FILE names.",
        mixinStandardHelpOptions = true)
final class NewApiKeyCommand implements Callable<Integer> {
    private static final String MAIN_CLASS = "dev.eventlane.http.access.NewApiKey";
    private static final int HEAP_MEBIBYTES = 32;

    @Option(names = "--project", paramLabel = "P", required = true, description = "Whose events it is for.")
    private String project;

    @Option(names = "--name", paramLabel = "N", required = true, description = "What people and metrics call it.")
    private String name;

    @Option(
            names = "--rights",
            paramLabel = "R",
            required = true,
            description = "read, write, and metrics of the servers, or some of them, separated by commas.")
    private String rights;

    @Option(names = "--rate", paramLabel = "N/s", description = "How many requests it may send, such as 100/s.")
    private String rate;

    @Option(names = "--quota", paramLabel = "N/d", description = "How many events it may write, such as 1000000/d.")
    private String quota;

    @Override
    public Integer call() {
        List<String> arguments =
                new ArrayList<>(List.of("--project=" + project, "--name=" + name, "--rights=" + rights));
        if (rate != null) {
            arguments.add("--rate=" + rate);
        }
        if (quota != null) {
            arguments.add("--quota=" + quota);
        }
        JavaCommand command = JavaCommand.mainClass(
                        Home.find().frontDoorClassPath(), MAIN_CLASS, arguments.toArray(String[]::new))
                .heap(HEAP_MEBIBYTES)
                .serialCollector()
                .shortLived();
        return Passthrough.run(command.line(), Map.of());
    }
}
