package dev.eventlane.localstack.cli;

import dev.eventlane.localstack.process.Launch;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Replays dead letters of the stack. */
@Command(
        name = "replay-dead-letters",
        description =
                "Give dead letters to the job again; all arguments are its own (try: replay-dead-letters --help).")
final class ReplayDeadLettersCommand implements Callable<Integer> {
    @Parameters(hidden = true)
    private List<String> arguments = List.of();

    @Override
    public Integer call() {
        Installation installation = Installation.find();
        installation.requireRunning();
        Launch launch = installation.topology().deadLetterReplay().launch(arguments);
        return Passthrough.run(launch.command(), launch.environment());
    }
}
