package dev.eventlane.localstack.config;

import dev.eventlane.localstack.StackConfig;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/** Reads a stack's configuration from environment variables. */
public final class StackVariables {
    private StackVariables() {}

    /** The configuration; fails when a variable breaks its rule, with the variable, its value and the rule. */
    public static StackConfig read(Path home, Map<String, String> environment) {
        Variables variables = new Variables(environment);
        return new StackConfig(
                variables.text("EVENTLANE_DATA").map(Path::of).orElse(home.resolve(".eventlane")),
                Ports.from(variables),
                ExternalServers.from(variables),
                variables.logLevel("LOG_LEVEL").orElse("info").toLowerCase(Locale.ROOT),
                variables.text("KAFKA_TOPIC").orElse("events"),
                JobSettings.from(variables),
                variables.parallelism("JOB_PARALLELISM"),
                // The programs inherit the whole environment anyway.
                Map.of(),
                false);
    }
}
