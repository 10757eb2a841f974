package dev.eventlane.localstack.service;

import static java.util.Objects.requireNonNull;

import dev.eventlane.localstack.LocalStackException;
import dev.eventlane.localstack.layout.DataFolder;
import dev.eventlane.localstack.layout.Home;
import dev.eventlane.localstack.layout.Template;
import dev.eventlane.localstack.process.JavaCommand;
import dev.eventlane.localstack.process.Launch;
import dev.eventlane.localstack.process.Loopback;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.Uuid;

/**
 * One Kafka broker that is its own controller.
 *
 * @param controllerPort used by the broker itself
 * @param metrics what tells Prometheus of it; empty = nothing does
 */
public record KafkaBroker(
        Home home, DataFolder folder, JvmFiles jvmFiles, int port, int controllerPort, Optional<MetricsAgent> metrics)
        implements Service {
    private static final String NAME = "kafka";
    private static final int HEAP_MEBIBYTES = 256;

    public KafkaBroker {
        requireNonNull(home, "home is null");
        requireNonNull(folder, "folder is null");
        requireNonNull(jvmFiles, "jvmFiles is null");
        requireNonNull(metrics, "metrics is null");
    }

    @Override
    public String name() {
        return NAME;
    }

    /** What clients call {@code bootstrap.servers}. */
    public String brokers() {
        return Loopback.HOST + ":" + port;
    }

    @Override
    public void prepare() {
        writeConfiguration();
        if (!Files.exists(folder.data(NAME).resolve("meta.properties"))) {
            format();
        }
    }

    @Override
    public Launch launch() {
        JavaCommand command = JavaCommand.mainClass(
                        home.kafkaClassPath(), "kafka.Kafka", configuration().toString())
                .heap(HEAP_MEBIBYTES)
                .option("-XX:+UseG1GC")
                .options(metrics.map(MetricsAgent::option).stream().toList());
        return new Launch(NAME, jvmFiles.given(command, NAME).line(), Map.of(), folder.output(NAME));
    }

    /** Answers only when the broker is registered with its controller: an open port would be too early. */
    @Override
    public boolean isReady() {
        return Loopback.accepts(Loopback.HOST, port) && Topics.reachable(brokers());
    }

    private Path configuration() {
        return folder.configuration(NAME).resolve("server.properties");
    }

    private void writeConfiguration() {
        Template.named("server.properties")
                .writeTo(
                        folder.configuration(NAME),
                        Map.of(
                                "PORT", Integer.toString(port),
                                "CONTROLLER_PORT", Integer.toString(controllerPort),
                                "DATA", folder.data(NAME).toString()));
    }

    private void format() {
        JavaCommand command = JavaCommand.mainClass(
                        home.kafkaClassPath(),
                        "kafka.tools.StorageTool",
                        "format",
                        "--standalone",
                        "--cluster-id=" + Uuid.randomUuid(),
                        "--config=" + configuration())
                .heap(HEAP_MEBIBYTES)
                .serialCollector()
                .shortLived();
        List<String> line = jvmFiles.given(command, "kafka-format").line();
        OneShot.run(new Launch("kafka-format", line, Map.of(), folder.output("kafka-format")));
    }

    /** Creates those that do not exist; fails with a {@link LocalStackException} if the broker does not answer. */
    public void createTopics(List<Topic> topics) {
        Topics.makeRoom(brokers(), Topics.create(brokers(), topics));
    }
}
