package dev.eventlane.replay;

import dev.eventlane.core.config.ConfigurationException;
import dev.eventlane.core.config.Settings;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The program that replays dead letters: exit 0 when all that were selected are replayed, 1 when not, 2 for wrong options. */
@Command(
        name = "replay-dead-letters",
        mixinStandardHelpOptions = true,
        description = {
            "Gives dead letters to the job again: all that were not replayed yet, or those that the options leave.",
            "Running it again is harmless: what was replayed is remembered, and left out."
        },
        footer = {
            "",
            "A replayed operation takes effect now, after everything that came meanwhile.",
            "One whose cause is not mended comes back as a new dead letter.",
            "",
            "Variables: KAFKA_BROKERS, KAFKA_TOPIC, KAFKA_DEAD_LETTER_TOPIC,",
            "CLICKHOUSE_HOST and so on, as for the job."
        })
public final class ReplayDeadLetters implements Callable<Integer> {
    private final Map<String, String> environment;
    private final PrintStream out;
    private final StopRequest stop;

    @Mixin
    private SelectionOptions options;

    @Option(names = "--again", description = "replay also what was replayed before")
    private boolean again;

    @Option(names = "--dry-run", description = "list what would be replayed, and change nothing")
    private boolean dryRun;

    private ReplayDeadLetters(Map<String, String> environment, PrintStream out, StopRequest stop) {
        this.environment = environment;
        this.out = out;
        this.stop = stop;
    }

    public static void main(String[] arguments) {
        StopRequest stop = StopRequest.ofThisJvm();
        int code = execute(System.getenv(), System.out, System.err, stop, arguments);
        stop.ended();
        System.exit(code);
    }

    /** The exit code. */
    static int execute(
            Map<String, String> environment, PrintStream out, PrintStream err, StopRequest stop, String... arguments) {
        return new CommandLine(new ReplayDeadLetters(environment, out, stop))
                .setErr(new PrintWriter(err, true, StandardCharsets.UTF_8))
                .setExecutionExceptionHandler((failure, command, parsed) -> {
                    if (!(failure instanceof ReplayException) && !(failure instanceof ConfigurationException)) {
                        throw failure;
                    }
                    err.println("replay-dead-letters: " + failure.getMessage());
                    return 1;
                })
                .execute(arguments);
    }

    @Override
    public Integer call() {
        Selection selection = options.selection();
        Replay replay = new Replay(ReplayConfig.from(Settings.of(environment)), selection, again, stop, out);
        if (dryRun) {
            ReplayResult result = replay.dryRun();
            out.println(result.found());
            out.println("would be replayed: " + result.planned());
        } else {
            ReplayResult result = replay.run();
            out.println(result.found());
            out.println("replayed: " + result.replayed());
        }
        return 0;
    }
}
