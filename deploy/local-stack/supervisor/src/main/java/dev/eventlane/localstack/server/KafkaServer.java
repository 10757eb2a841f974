package dev.eventlane.localstack.server;

import dev.eventlane.localstack.layout.DataFolder;
import dev.eventlane.localstack.layout.Home;
import dev.eventlane.localstack.process.FreePorts;
import dev.eventlane.localstack.service.JvmFiles;
import dev.eventlane.localstack.service.KafkaBroker;
import dev.eventlane.localstack.service.Topic;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A real Kafka broker for tests, as a process of its own on random ports of the loopback interface. It ends when it is
 * closed, at the latest with this JVM. All methods may be called from any thread.
 *
 * <pre>{@code
 * try (KafkaServer kafka = KafkaServer.start(folder)) {
 *     kafka.createTopic("events", 6);
 *     … kafka.brokers() …
 * }
 * }</pre>
 */
public final class KafkaServer implements AutoCloseable {
    private final KafkaBroker broker;
    private final ServerProcess process;

    private KafkaServer(KafkaBroker broker, ServerProcess process) {
        this.broker = broker;
        this.process = process;
    }

    /**
     * Starts a broker and returns when it serves.
     *
     * @param folder holds its data, configuration and logs; what an earlier broker left there is found again
     * @throws dev.eventlane.localstack.LocalStackException if it does not start; with the end of its log
     */
    public static KafkaServer start(Path folder) {
        DataFolder data = new DataFolder(folder);
        KafkaBroker broker = new KafkaBroker(
                Home.find(), data, JvmFiles.of(data), FreePorts.next(), FreePorts.next(), Optional.empty());
        return new KafkaServer(broker, ServerProcess.start(broker));
    }

    /** What clients call {@code bootstrap.servers}; the same after a restart. */
    public String brokers() {
        return broker.brokers();
    }

    /** Creates a topic whose records the broker stamps, as in production; nothing happens if it exists. */
    public void createTopic(String name, int partitions) {
        broker.createTopics(List.of(Topic.ofOperations(name, partitions)));
    }

    KafkaBroker broker() {
        return broker;
    }

    public long pid() {
        return process.pid();
    }

    /** Ends it as a power failure would (kill -9). */
    public void kill() {
        process.kill();
    }

    /** Ends it, if it still runs, and starts it again on the same port and data; returns when it serves. */
    public void restart() {
        process.restart();
    }

    /** Connections stay open and nobody answers (SIGSTOP). */
    public void pause() {
        process.pause();
    }

    /** It runs on after {@link #pause()}. */
    public void resume() {
        process.resume();
    }

    /** Ends it; the data stays. */
    @Override
    public void close() {
        process.close();
    }
}
