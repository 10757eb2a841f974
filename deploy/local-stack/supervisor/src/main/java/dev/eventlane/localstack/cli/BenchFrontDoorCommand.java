package dev.eventlane.localstack.cli;

import dev.eventlane.localstack.layout.Home;
import dev.eventlane.localstack.process.JavaCommand;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Measures the front door with servers of its own, and leaves this stack alone. */
@Command(
        name = "bench-front-door",
        description =
                "Measure http-ingest alone, with a broker of its own; all arguments are its own (try: bench-front-door --help).")
final class BenchFrontDoorCommand implements Callable<Integer> {
    private static final String MAIN = "dev.eventlane.benchmark.frontdoor.FrontDoorBenchmark";

    @Parameters(hidden = true)
    private List<String> arguments = List.of();

    @Override
    public Integer call() {
        Home home = Home.find();
        JavaCommand command = JavaCommand.mainClass(
                        home.program("benchmark").toString(), MAIN, arguments.toArray(String[]::new))
                .option("-Deventlane.home=" + home.root());
        return Passthrough.run(command.line(), Map.of());
    }
}
