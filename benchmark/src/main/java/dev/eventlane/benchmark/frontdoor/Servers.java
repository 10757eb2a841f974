package dev.eventlane.benchmark.frontdoor;

import dev.eventlane.localstack.layout.DataFolder;
import dev.eventlane.localstack.layout.Home;
import dev.eventlane.localstack.process.ChildProcesses;
import dev.eventlane.localstack.process.FreePorts;
import dev.eventlane.localstack.process.JavaCommand;
import dev.eventlane.localstack.process.Launch;
import dev.eventlane.localstack.process.Loopback;
import dev.eventlane.localstack.process.Poll;
import dev.eventlane.localstack.process.RunningProcess;
import dev.eventlane.localstack.server.KafkaServer;
import dev.eventlane.localstack.service.HttpIngest;
import dev.eventlane.localstack.service.JvmFiles;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/** What is measured, each in a process of its own: a broker, http-ingest as the local stack runs it, and the bare server. */
final class Servers implements AutoCloseable {
    static final String TOPIC = "events";
    private static final int PARTITIONS = 6;
    private static final int HEAP_MEBIBYTES = 256;
    private static final Duration START = Duration.ofMinutes(1);

    private final KafkaServer kafka;
    private final List<RunningProcess> processes = new ArrayList<>();
    private final int ingestPort = FreePorts.next();
    private final int barePort = FreePorts.next();
    private final RunningProcess ingest;
    private final RunningProcess bare;

    /**
     * Starts all of them.
     *
     * @param folder holds the broker's data and all logs
     * @param variables of http-ingest, beside those of its surroundings
     * @throws IOException if one does not serve within a minute
     */
    Servers(Path folder, Map<String, String> variables) throws IOException {
        this.kafka = KafkaServer.start(folder.resolve("kafka"));
        kafka.createTopic(TOPIC, PARTITIONS);
        DataFolder data = new DataFolder(folder.resolve("servers"));
        HttpIngest service = new HttpIngest(
                Home.find(),
                data,
                JvmFiles.of(data),
                ingestPort,
                kafka.brokers(),
                TOPIC,
                URI.create("http://127.0.0.1:1"),
                variables);
        service.prepare();
        this.ingest = start(service.launch(), service::isReady);
        JavaCommand command = JavaCommand.mainClass(
                        System.getProperty("java.class.path"), BareServer.class.getName(), Integer.toString(barePort))
                .heap(HEAP_MEBIBYTES)
                .parallelCollector();
        this.bare = start(
                new Launch("bare", command.line(), Map.of(), data.output("bare")),
                () -> Loopback.accepts(Loopback.HOST, barePort));
    }

    private RunningProcess start(Launch launch, BooleanSupplier ready) throws IOException {
        RunningProcess process = new RunningProcess(launch.start().toHandle());
        ChildProcesses.endWithThisJvm(process);
        processes.add(process);
        if (!Poll.until(START, () -> !process.isAlive() || ready.getAsBoolean()) || !process.isAlive()) {
            throw new IOException(launch.name() + " does not serve; see " + launch.output());
        }
        return process;
    }

    KafkaServer kafka() {
        return kafka;
    }

    int ingestPort() {
        return ingestPort;
    }

    int barePort() {
        return barePort;
    }

    /** The process of http-ingest. */
    long ingestPid() {
        return ingest.pid();
    }

    /** The process of the bare server. */
    long barePid() {
        return bare.pid();
    }

    @Override
    public void close() {
        processes.forEach(RunningProcess::kill);
        kafka.close();
    }
}
