package dev.eventlane.localstack;

import static java.util.Objects.requireNonNull;

import dev.eventlane.localstack.flink.StopOutcome;
import dev.eventlane.localstack.flink.UpgradeOutcome;
import dev.eventlane.localstack.layout.Home;
import dev.eventlane.localstack.service.ClickHouseAccess;
import dev.eventlane.localstack.service.ScrapeTarget;
import dev.eventlane.localstack.supervise.Lifetime;
import dev.eventlane.localstack.supervise.RunningStack;
import dev.eventlane.localstack.supervise.Topology;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The whole stack: Kafka, ClickHouse, ZooKeeper, Flink, the programs and the job, as real processes on the loopback
 * interface. What dies is started again. All of it ends when this is closed, at the latest with this JVM.
 *
 * <pre>{@code
 * try (LocalStack stack = LocalStack.start(StackConfig.onRandomPorts(folder))) {
 *     … stack.baseUrl() …
 *     stack.process("taskmanager").kill();
 * }
 * }</pre>
 *
 * <p>The processes are {@code zookeeper}, {@code kafka}, {@code clickhouse}, {@code jobmanager}, {@code taskmanager},
 * {@code analytics-api} and {@code http-ingest}, and {@code prometheus} in an observed one. All methods may be called from any thread.
 */
public final class LocalStack implements AutoCloseable {
    private final RunningStack stack;

    private LocalStack(RunningStack stack) {
        this.stack = stack;
    }

    /** As {@link #start(StackConfig, Progress)}, in silence. */
    public static LocalStack start(StackConfig config) {
        return start(config, Progress.silent());
    }

    /**
     * Starts a stack and returns when a first event came through it. On a data folder of an earlier stack it goes on where
     * that one stopped.
     *
     * @throws LocalStackException if anything of it cannot be started; nothing of it runs then
     */
    public static LocalStack start(StackConfig config, Progress progress) {
        requireNonNull(config, "config is null");
        requireNonNull(progress, "progress is null");
        Topology topology = Topology.toStart(Home.find(), config);
        return new LocalStack(RunningStack.start(topology, Lifetime.WITH_THIS_JVM, progress));
    }

    /** The configuration with the ports that were chosen: started with it again, the stack has the same addresses. */
    public StackConfig config() {
        return topology().config();
    }

    /** The HTTP API, without a slash at its end. */
    public URI baseUrl() {
        return topology().baseUrl();
    }

    /** analytics-api itself, which clients reach through {@link #baseUrl()}. */
    public URI analyticsUrl() {
        return topology().analyticsUrl();
    }

    /** What Kafka's clients call {@code bootstrap.servers}. */
    public String kafkaBrokers() {
        return topology().kafkaBrokers();
    }

    public ClickHouseAccess clickHouse() {
        return topology().clickHouseAccess();
    }

    /** Flink's REST API and web UI. */
    public URI flinkUrl() {
        return topology().flink().address();
    }

    /** Where each server tells its metrics, in Prometheus's text format; by what Prometheus calls it, such as {@code kafka}. */
    public Map<String, URI> metrics() {
        return topology().scrapeTargets().stream()
                .collect(Collectors.toUnmodifiableMap(ScrapeTarget::job, ScrapeTarget::uri));
    }

    /** Prometheus's API and web UI; it is there if the configuration is an observed one. */
    public URI prometheusUrl() {
        return topology().prometheus().address();
    }

    /**
     * One of the processes.
     *
     * @throws LocalStackException if this stack has none of this name
     */
    public StackProcess process(String name) {
        return new StackProcess(stack.process(name));
    }

    /**
     * Puts the programs that are built now into the place of those that run, and the job with this configuration into the place
     * of the one that runs; it goes on where that one stops. Requests are accepted meanwhile.
     *
     * @param config as {@link #config()}, with other settings of the job or another parallelism
     */
    public UpgradeOutcome upgrade(StackConfig config) {
        return upgrade(Home.find(), config, Optional.empty());
    }

    /**
     * As {@link #upgrade(StackConfig)}, with the programs of another folder.
     *
     * @param built a project's folder in which everything is built
     */
    public UpgradeOutcome upgradeTo(Home built) {
        return upgrade(built, config(), Optional.empty());
    }

    /** Starts the job from an older savepoint, on purpose. */
    public UpgradeOutcome startJobFrom(Path savepoint) {
        return upgrade(Home.find(), config(), Optional.of(savepoint));
    }

    private synchronized UpgradeOutcome upgrade(Home built, StackConfig config, Optional<Path> savepoint) {
        return stack.upgrade(topology().upgradedTo(built, config), savepoint, Progress.silent());
    }

    private Topology topology() {
        return stack.topology();
    }

    /** Stops the job with a savepoint, then everything else; the data stays for the next start. */
    public StopOutcome stop() {
        return stack.stop(Progress.silent());
    }

    /** Kills everything that still runs; the data stays. */
    @Override
    public void close() {
        stack.kill();
    }
}
