package dev.eventlane.localstack.cli;

import dev.eventlane.localstack.api.EventApi;
import java.io.PrintWriter;
import java.net.URI;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Shows the life of some events. */
@Command(
        name = "demo",
        description = "Send a small conversation and watch it being counted.",
        mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        Installation installation = Installation.find();
        URI http = URI.create(installation.requireRunning().addresses().http());
        new Demo(new EventApi(http, installation.apiKey()), line -> {
                    out.println(line);
                    out.flush();
                })
                .run();
        return ExitCode.DONE;
    }
}
