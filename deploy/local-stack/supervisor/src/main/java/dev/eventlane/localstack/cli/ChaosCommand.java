package dev.eventlane.localstack.cli;

import dev.eventlane.localstack.layout.Home;
import dev.eventlane.localstack.process.JavaCommand;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Runs the chaos program, which starts a stack of its own and leaves this one alone. */
@Command(
        name = "chaos",
        description =
                "Harm a stack of its own under load and verify it; all arguments are its own (try: chaos --help).")
final class ChaosCommand implements Callable<Integer> {
    /** It remembers every event of the whole run. */
    private static final int HEAP_MEBIBYTES = 2048;

    @Parameters(hidden = true)
    private List<String> arguments = List.of();

    @Override
    public Integer call() {
        Home home = Home.find();
        JavaCommand command = JavaCommand.jar(home.program("system-tests"), arguments.toArray(String[]::new))
                .heap(HEAP_MEBIBYTES)
                .option("-Deventlane.home=" + home.root());
        return Passthrough.run(command.line(), Map.of());
    }
}
