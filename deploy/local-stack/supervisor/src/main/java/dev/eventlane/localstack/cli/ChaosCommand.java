package dev.eventlane.localstack.cli;

import dev.eventlane.localstack.layout.Home;
import dev.eventlane.localstack.process.JavaCommand;
import java.io.IOException;
import java.util.ArrayList;
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

    /** Disks that are full or read-only are mounted where nobody else sees them, and are gone with the program. */
    private static final List<String> OWN_MOUNTS = List.of("unshare", "--user", "--map-root-user", "--mount");

    @Parameters(hidden = true)
    private List<String> arguments = List.of();

    @Override
    public Integer call() {
        Home home = Home.find();
        JavaCommand command = JavaCommand.jar(home.program("system-tests"), arguments.toArray(String[]::new))
                .heap(HEAP_MEBIBYTES)
                .option("-Deventlane.home=" + home.root());
        if (!mayHaveOwnMounts()) {
            return Passthrough.run(command.line(), Map.of());
        }
        List<String> line = new ArrayList<>(OWN_MOUNTS);
        line.addAll(command.option("-Deventlane.chaos.private-mounts=true").line());
        return Passthrough.run(line, Map.of());
    }

    /** Not every system has the program, and not every kernel lets everyone. */
    private static boolean mayHaveOwnMounts() {
        List<String> line = new ArrayList<>(OWN_MOUNTS);
        line.add("true");
        try {
            return new ProcessBuilder(line).redirectErrorStream(true).start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
