package dev.eventlane.localstack.cli;

import dev.eventlane.localstack.LocalStackException;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command {@code eventlane}. */
@Command(
        name = "eventlane",
        description = "Runs the whole of Eventlane on this machine, without Docker.",
        versionProvider = ReleaseVersion.class,
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            UpCommand.class,
            DownCommand.class,
            UpgradeCommand.class,
            StatusCommand.class,
            LogsCommand.class,
            DemoCommand.class,
            BenchCommand.class,
            BenchFrontDoorCommand.class,
            ChaosCommand.class,
            ReplayDeadLettersCommand.class,
            NewApiKeyCommand.class,
            FlinkCommand.class,
            SuperviseCommand.class,
            CommandLine.HelpCommand.class
        },
        footer = {
            "",
            "Variables:",
            "  EVENTLANE_DATA    the folder of all data, logs and passwords (default: .eventlane)",
            "  HTTP_PORT (8080), ANALYTICS_PORT (8082), FLINK_REST_PORT (8081), FLINK_RPC_PORT (6123),",
            "  KAFKA_PORT (9092), KAFKA_CONTROLLER_PORT (9093), CLICKHOUSE_PORT (8123), ZOOKEEPER_PORT (2181),",
            "  FLINK_JOBMANAGER_METRICS_PORT (9249), FLINK_TASKMANAGER_METRICS_PORT (9250), KAFKA_METRICS_PORT (9404),",
            "  PROMETHEUS_PORT (9090)",
            "  CLICKHOUSE_HOST, KAFKA_BROKERS, FLINK_REST_URL",
            "                    a server that runs already: it is used, and none is started",
            "  API_KEYS_FILE     who may use the HTTP API (see 'new-api-key'); not set = everybody",
            "  EVENTLANE_API_KEY the key that 'demo' and 'bench' use (default: one of the stack's own project)",
            "  LOG_LEVEL         trace, debug, info (default), warn or error",
            "  FLUSH_INTERVAL    how often rows become visible (default: 1s)",
            "  JOB_PARALLELISM   how many subtasks each operator of the job has (default: as many as before, at first 1)"
        })
final class Eventlane {
    private Eventlane() {}

    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        CommandLine eventlane = new CommandLine(new Eventlane());
        for (String other : new String[] {"bench", "bench-front-door", "chaos", "flink", "replay-dead-letters"}) {
            // Whatever follows is meant for another program.
            eventlane
                    .getSubcommands()
                    .get(other)
                    .setStopAtPositional(true)
                    .setUnmatchedOptionsArePositionalParams(true);
        }
        return eventlane.setExecutionExceptionHandler((failure, command, parsed) -> {
            if (!(failure instanceof LocalStackException)) {
                throw failure;
            }
            command.getErr().println("eventlane: " + failure.getMessage());
            return failure instanceof NotRunningException ? ExitCode.NOT_RUNNING : ExitCode.FAILED;
        });
    }
}
