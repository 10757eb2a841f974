package dev.eventlane.localstack.layout;

import static java.util.Objects.requireNonNull;

import dev.eventlane.localstack.LocalStackException;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The project's folder, and where its build puts what the local stack runs.
 *
 * @param root the folder with the {@code eventlane} script
 */
public record Home(Path root) {
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
