package dev.eventlane.localstack.service;

import dev.eventlane.localstack.config.MetricsPorts;
import dev.eventlane.localstack.layout.DataFolder;
import dev.eventlane.localstack.layout.Home;
import dev.eventlane.localstack.layout.Template;
import dev.eventlane.localstack.process.JavaCommand;
import dev.eventlane.localstack.process.Launch;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What JobManager, TaskManager and Flink's command line have in common. */
public record FlinkCluster(
        Home home,
        DataFolder folder,
        JvmFiles jvmFiles,
        int restPort,
        int rpcPort,
        int zooKeeperPort,
        MetricsPorts metrics) {
    private static final String NAME = "flink";
    private static final int SLOTS = 4;
    private static final int CLI_HEAP_MEBIBYTES = 256;

    /** Where Flink keeps checkpoints, savepoints and what it needs to recover its jobs. */
    public FlinkStorage storage() {
        return new FlinkStorage(folder.data(NAME));
    }

    /** The folder with {@code config.yaml}. */
    Path configuration() {
        return folder.configuration(NAME);
    }

    /** Writes {@code config.yaml}. */
    void prepare() {
        Map<String, String> places = new HashMap<>(TaskMemory.ofLocalStack().places());
        places.put("DATA", folder.data(NAME).toString());
        places.put("SLOTS", Integer.toString(SLOTS));
        places.put("REST_PORT", Integer.toString(restPort));
        places.put("RPC_PORT", Integer.toString(rpcPort));
        places.put("ZOOKEEPER_PORT", Integer.toString(zooKeeperPort));
        Template.named("config.yaml").writeTo(configuration(), places);
    }

    /**
     * A process of the cluster.
     *
     * @param metricsPort where it tells its metrics; the one thing in which the processes' configurations differ
     */
    Launch launch(String process, String mainClass, List<String> jvmOptions, int metricsPort, List<String> arguments) {
        String[] all = Stream.concat(
                        Stream.of(
                                "--configDir",
                                configuration().toString(),
                                "-Dmetrics.reporter.prom.port=" + metricsPort),
                        arguments.stream())
                .toArray(String[]::new);
        JavaCommand command = JavaCommand.mainClass(home.flinkClassPath(), mainClass, all)
                .options(jvmOptions)
                .options(OpenedModules.OPTIONS);
        return new Launch(process, jvmFiles.given(command, process).line(), Map.of(), folder.output(process));
    }

    /** The command line of Flink's own client, for this cluster. */
    public Launch commandLine(List<String> arguments) {
        JavaCommand command = JavaCommand.mainClass(
                        home.flinkClassPath(),
                        "org.apache.flink.client.cli.CliFrontend",
                        arguments.toArray(String[]::new))
                .heap(CLI_HEAP_MEBIBYTES)
                .serialCollector()
                .shortLived()
                .options(OpenedModules.OPTIONS);
        return new Launch(
                "flink-cli",
                jvmFiles.given(command, "flink-cli").line(),
                Map.of("FLINK_CONF_DIR", configuration().toString()),
                folder.output("flink-cli"));
    }
}
