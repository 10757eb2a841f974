package dev.eventlane.localstack.layout;

import static java.util.Objects.requireNonNull;

import dev.eventlane.localstack.LocalStackException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The project's folder, and where its build puts what the local stack runs.
 *
 * @param root the folder with the {@code eventlane} script
 */
public record Home(Path root) {
    private static final String METRICS_AGENT = "jmx_prometheus_javaagent-";

    public Home {
        root = requireNonNull(root, "root is null").toAbsolutePath().normalize();
    }

    /**
     * The folder that the system property {@code eventlane.home} names, else the nearest one above the working directory
     * that contains the {@code eventlane} script.
     *
     * @throws LocalStackException if there is none
     */
    public static Home find() {
        String named = System.getProperty("eventlane.home");
        if (named != null) {
            return new Home(Path.of(named));
        }
        for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
            if (Files.isRegularFile(at.resolve("eventlane"))) {
                return new Home(at);
            }
        }
        throw new LocalStackException(
                "the project's folder was not found: no folder above %s contains the script 'eventlane'; set -Deventlane.home"
                        .formatted(Path.of("").toAbsolutePath()));
    }

    public String kafkaClassPath() {
        return built(module("kafka").resolve("target/lib")) + "/*";
    }

    /** The agent that shows MBeans to Prometheus; one of the broker's libraries. */
    public Optional<Path> metricsAgent() {
        Path libraries = built(module("kafka").resolve("target/lib"));
        try (Stream<Path> files = Files.list(libraries)) {
            return files.filter(file -> file.getFileName().toString().startsWith(METRICS_AGENT))
                    .findFirst();
        } catch (IOException e) {
            throw new LocalStackException("%s cannot be read: %s".formatted(libraries, e.getMessage()), e);
        }
    }

    /** Which MBeans of the broker it shows. */
    public Optional<Path> kafkaMetricsRules() {
        return Optional.of(observability("kafka").resolve("metrics.yml")).filter(Files::exists);
    }

    /** The folder with Prometheus's configuration. */
    public Path prometheusFiles() {
        return built(observability("prometheus"));
    }

    private Path observability(String part) {
        return root.resolve("deploy/observability").resolve(part);
    }

    public String flinkClassPath() {
        Path target = module("flink").resolve("target");
        Path metrics = built(target.resolve("local-stack-flink.jar"));
        return built(target.resolve("lib")) + "/*" + File.pathSeparator + metrics;
    }

    public Path clickHouseLauncher() {
        return built(module("clickhouse").resolve("target/local-stack-clickhouse.jar"));
    }

    /** Where npm puts the engines; only the one of this platform is there. */
    public Path clickHouseEngines() {
        return module("clickhouse").resolve("node_modules/@chdb");
    }

    public String supervisorClassPath() {
        return withLibraries(module("supervisor").resolve("target/local-stack-supervisor.jar"));
    }

    /** The program that applies the migrations is in the library that all programs share. */
    public String migrationsClassPath() {
        return withLibraries(program("event-core"));
    }

    /** The program that makes API keys is in what the front door knows them by. */
    public String frontDoorClassPath() {
        return withLibraries(program("http-ingest"));
    }

    /** The executable jar of one of the programs, such as {@code http-ingest}. */
    public Path program(String name) {
        return built(root.resolve(name).resolve("target").resolve(name + ".jar"));
    }

    /** All that a stack runs, as files and folders; fails when something of it is not built. */
    List<Path> artifacts() {
        List<Path> artifacts = new ArrayList<>();
        for (String program : List.of("event-core", "http-ingest", "analytics-api")) {
            Path jar = program(program);
            artifacts.add(jar);
            artifacts.add(built(jar.resolveSibling("lib")));
        }
        artifacts.add(program("flink-job"));
        for (String server : List.of("clickhouse", "flink", "supervisor")) {
            Path target = module(server).resolve("target");
            artifacts.add(built(target.resolve("local-stack-" + server + ".jar")));
            artifacts.add(built(target.resolve("lib")));
        }
        artifacts.add(built(module("kafka").resolve("target/lib")));
        artifacts.add(built(observability("kafka")));
        artifacts.add(prometheusFiles());
        if (Files.exists(clickHouseEngines())) {
            artifacts.add(clickHouseEngines());
        }
        return artifacts;
    }

    /** The folder that a program's jar lies under. */
    public static Home ofProgram(Path jar) {
        return new Home(jar.getParent().getParent().getParent());
    }

    private String withLibraries(Path jar) {
        return built(jar) + File.pathSeparator + jar.resolveSibling("lib") + "/*";
    }

    private Path module(String name) {
        return root.resolve("deploy/local-stack").resolve(name);
    }

    private Path built(Path artifact) {
        if (!Files.exists(artifact)) {
            throw new LocalStackException("%s is not built: run 'mvn -q package -DskipTests' in %s"
                    .formatted(root.relativize(artifact), root));
        }
        return artifact;
    }
}
