package dev.eventlane.localstack.cli;

import dev.eventlane.localstack.process.Launch;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Runs Flink's own command line. */
@Command(name = "flink", description = "Run Flink's command line on this cluster (try: flink list).")
final class FlinkCommand implements Callable<Integer> {
    @Parameters(hidden = true)
    private List<String> arguments = List.of();

    @Override
    public Integer call() {
        Installation installation = Installation.find();
        installation.requireRunning();
        Launch launch = installation.topology().flinkCluster().commandLine(arguments);
        return Passthrough.run(launch.command(), launch.environment());
    }
}
