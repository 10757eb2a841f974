package dev.eventlane.localstack.cli;

import dev.eventlane.localstack.layout.Home;
import dev.eventlane.localstack.process.JavaCommand;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Runs the benchmark against the stack, or against the system that API_BASE_URL names. */
@Command(name = "bench", description = "Run the benchmark; all arguments are its own (try: bench --help).")
final class BenchCommand implements Callable<Integer> {
    private static final String BASE_URL = "API_BASE_URL";
    private static final String API_KEY = "API_KEY";
    /** It makes its operations when it sends them, and again when it checks them. */
    private static final int HEAP_MEBIBYTES = 256;

    @Parameters(hidden = true)
    private List<String> arguments = List.of();

    @Override
    public Integer call() {
        Home home = Home.find();
        JavaCommand command = JavaCommand.jar(home.program("benchmark"), arguments.toArray(String[]::new))
                .heap(HEAP_MEBIBYTES)
                .option("-Deventlane.home=" + home.root());
        return Passthrough.run(command.line(), target());
    }

    private Map<String, String> target() {
        if (needsNoStack()) {
            return Map.of();
        }
        Installation installation = Installation.find();
        String url = installation.requireRunning().addresses().http();
        return isSet(API_KEY) ? Map.of(BASE_URL, url) : Map.of(BASE_URL, url, API_KEY, installation.apiKey());
    }

    private static boolean isSet(String variable) {
        return !System.getenv().getOrDefault(variable, "").isBlank();
    }

    private boolean needsNoStack() {
        return isSet(BASE_URL)
                || arguments.stream()
                        .anyMatch(argument ->
                                argument.startsWith("--url") || argument.equals("--help") || argument.equals("-h"));
    }
}
