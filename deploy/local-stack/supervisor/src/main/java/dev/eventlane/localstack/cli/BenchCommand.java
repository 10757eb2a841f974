package dev.eventlane.localstack.cli;

import dev.eventlane.localstack.process.JavaCommand;
import dev.eventlane.localstack.supervise.StackState;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Runs the benchmark against the stack. */
@Command(name = "bench", description = "Run the benchmark; all arguments are its own (try: bench --help).")
final class BenchCommand implements Callable<Integer> {
    @Parameters(hidden = true)
    private List<String> arguments = List.of();

    @Override
    public Integer call() {
        Installation installation = Installation.find();
        StackState state = installation.requireRunning();
        JavaCommand command =
                JavaCommand.jar(installation.home().program("benchmark"), arguments.toArray(String[]::new));
        return Passthrough.run(
                command.line(), Map.of("API_BASE_URL", state.addresses().http(), "API_KEY", installation.apiKey()));
    }
}
