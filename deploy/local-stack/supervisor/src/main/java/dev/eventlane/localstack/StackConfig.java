package dev.eventlane.localstack;

import static java.util.Objects.requireNonNull;

import dev.eventlane.localstack.config.ExternalServers;
import dev.eventlane.localstack.config.JobSettings;
import dev.eventlane.localstack.config.Ports;
import dev.eventlane.localstack.config.StackVariables;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a stack is made of.
 *
 * @param dataFolder everything that it keeps; created when missing
 * @param ports where it listens; 0 = any free port
 * @param external what is used and not started
 * @param logLevel the least important level that is logged, such as {@code info}
 * @param topic the topic of operations
 * @param jobSettings the Flink job's variables
 * @param jobParallelism how many subtasks each of the job's operators has; empty = as many as before
 * @param environment added to the environment of http-ingest and analytics-api
 * @param observed whether Prometheus is started too
 */
public record StackConfig(
        Path dataFolder,
        Ports ports,
        ExternalServers external,
        String logLevel,
        String topic,
        JobSettings jobSettings,
        Optional<Integer> jobParallelism,
        Map<String, String> environment,
        boolean observed) {

    public StackConfig {
        dataFolder = requireNonNull(dataFolder, "dataFolder is null")
                .toAbsolutePath()
                .normalize();
        requireNonNull(ports, "ports is null");
        requireNonNull(external, "external is null");
        requireNonNull(logLevel, "logLevel is null");
        requireNonNull(topic, "topic is null");
        requireNonNull(jobSettings, "jobSettings is null");
        requireNonNull(jobParallelism, "jobParallelism is null");
        environment = Map.copyOf(environment);
    }

    /** The programs see the environment of whoever starts them: these are not for a stack that others test. */
    private static final Map<String, String> OPEN_TO_EVERYBODY = Map.of("API_KEYS_FILE", "", "API_KEYS", "");

    /** For tests: everything is started, on random ports, with the defaults of every program. */
    public static StackConfig onRandomPorts(Path dataFolder) {
        return new StackConfig(
                dataFolder,
                Ports.random(),
                ExternalServers.none(),
                "info",
                "events",
                new JobSettings(Map.of()),
                Optional.empty(),
                OPEN_TO_EVERYBODY,
                false);
    }

    /**
     * What the environment says.
     *
     * @param home the project's folder, under which the data lies unless EVENTLANE_DATA says otherwise
     * @throws LocalStackException if a variable breaks its rule
     */
    public static StackConfig fromEnvironment(Path home, Map<String, String> environment) {
        return StackVariables.read(home, environment);
    }

    /** The topic of operations that could not be applied. */
    public String deadLetterTopic() {
        return topic + ".dead-letters";
    }

    /** The same with a variable of http-ingest and analytics-api, such as {@code MAX_BODY_BYTES}. */
    public StackConfig withEnvironment(String variable, String value) {
        Map<String, String> more = new HashMap<>(environment);
        more.put(variable, value);
        return new StackConfig(
                dataFolder, ports, external, logLevel, topic, jobSettings, jobParallelism, more, observed);
    }

    /** The same with a variable of the Flink job, such as {@code FLUSH_INTERVAL}. */
    public StackConfig withJobSetting(String variable, String value) {
        Map<String, String> more = new HashMap<>(jobSettings.values());
        more.put(variable, value);
        return new StackConfig(
                dataFolder,
                ports,
                external,
                logLevel,
                topic,
                new JobSettings(more),
                jobParallelism,
                environment,
                observed);
    }

    /** The same with these ports. */
    public StackConfig withPorts(Ports otherPorts) {
        return new StackConfig(
                dataFolder, otherPorts, external, logLevel, topic, jobSettings, jobParallelism, environment, observed);
    }

    /** The same with this many subtasks of each of the job's operators. */
    public StackConfig withJobParallelism(int parallelism) {
        return new StackConfig(
                dataFolder,
                ports,
                external,
                logLevel,
                topic,
                jobSettings,
                Optional.of(parallelism),
                environment,
                observed);
    }

    /** The same, with Prometheus beside it. */
    public StackConfig withObservation() {
        return new StackConfig(
                dataFolder, ports, external, logLevel, topic, jobSettings, jobParallelism, environment, true);
    }
}
