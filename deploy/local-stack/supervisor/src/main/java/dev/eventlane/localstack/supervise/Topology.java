package dev.eventlane.localstack.supervise;

import dev.eventlane.localstack.StackConfig;
import dev.eventlane.localstack.config.ClickHouseLogin;
import dev.eventlane.localstack.config.ExternalClickHouse;
import dev.eventlane.localstack.config.Ports;
import dev.eventlane.localstack.flink.FlinkRest;
import dev.eventlane.localstack.flink.JobProgram;
import dev.eventlane.localstack.layout.DataFolder;
import dev.eventlane.localstack.layout.Home;
import dev.eventlane.localstack.layout.ProgramCopy;
import dev.eventlane.localstack.layout.Secret;
import dev.eventlane.localstack.process.Loopback;
import dev.eventlane.localstack.service.AnalyticsApi;
import dev.eventlane.localstack.service.ClickHouse;
import dev.eventlane.localstack.service.ClickHouseAccess;
import dev.eventlane.localstack.service.DeadLetterReplay;
import dev.eventlane.localstack.service.FlinkCluster;
import dev.eventlane.localstack.service.HttpIngest;
import dev.eventlane.localstack.service.JobManager;
import dev.eventlane.localstack.service.JvmFiles;
import dev.eventlane.localstack.service.KafkaBroker;
import dev.eventlane.localstack.service.MetricsAgent;
import dev.eventlane.localstack.service.Migrations;
import dev.eventlane.localstack.service.Prometheus;
import dev.eventlane.localstack.service.ScrapeTarget;
import dev.eventlane.localstack.service.Service;
import dev.eventlane.localstack.service.StackKey;
import dev.eventlane.localstack.service.TaskManager;
import dev.eventlane.localstack.service.ZooKeeper;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a configuration amounts to: which servers there are and how they know of each other.
 *
 * @param servers where the programs of Kafka, ClickHouse, ZooKeeper and Flink are
 * @param programs where our own are
 * @param config with every port chosen
 */
public record Topology(Home servers, Home programs, StackConfig config) {
    /** Ports that are 0 in the configuration are chosen now. */
    public static Topology of(Home home, StackConfig config) {
        Ports chosen = config.ports().chosen();
        return new Topology(home, home, config.withPorts(chosen));
    }

    /** To start: with a copy of what is built now; where processes of an earlier start live, with the programs that they run. */
    public static Topology toStart(Home built, StackConfig config) {
        DataFolder folder = new DataFolder(config.dataFolder());
        Optional<StartedWith> living = StateFile.in(folder)
                .read()
                .filter(StackState::isAlive)
                .map(StackState::startedWith)
                .filter(StartedWith::isThere);
        Home copy = living.map(StartedWith::programs).orElseGet(() -> ProgramCopy.of(built, folder));
        Home servers = living.map(StartedWith::servers).orElse(copy);
        // Once observed, it is observed until it is stopped, whoever takes it over.
        StackConfig observed = isObserved(folder) ? config.withObservation() : config;
        return new Topology(servers, copy, observed.withPorts(config.ports().chosen()));
    }

    private static boolean isObserved(DataFolder folder) {
        return StateFile.in(folder).read().filter(StackState::isObserved).isPresent();
    }

    /** The same servers with a copy of the programs that are built now, and another configuration on the same ports. */
    public Topology upgradedTo(Home built, StackConfig otherConfig) {
        StackConfig observed = config.observed() ? otherConfig.withObservation() : otherConfig;
        return new Topology(servers, ProgramCopy.of(built, folder()), observed.withPorts(config.ports()));
    }

    StartedWith startedWith() {
        return new StartedWith(servers, programs, config.ports());
    }

    public DataFolder folder() {
        return new DataFolder(config.dataFolder());
    }

    ZooKeeper zooKeeper() {
        return new ZooKeeper(servers, folder(), jvmFiles(), config.ports().zooKeeper());
    }

    KafkaBroker kafka() {
        return new KafkaBroker(
                servers,
                folder(),
                jvmFiles(),
                config.ports().kafka(),
                config.ports().kafkaController(),
                MetricsAgent.ofKafka(servers, config.ports().metrics().kafka()));
    }

    ClickHouse clickHouse() {
        return new ClickHouse(servers, folder(), config.ports().clickHouse());
    }

    /** Flink's configuration, also that of its command line. */
    public FlinkCluster flinkCluster() {
        Ports ports = config.ports();
        return new FlinkCluster(
                servers, folder(), jvmFiles(), ports.flinkRest(), ports.flinkRpc(), ports.zooKeeper(), ports.metrics());
    }

    JobManager jobManager() {
        return new JobManager(flinkCluster());
    }

    TaskManager taskManager() {
        return new TaskManager(flinkCluster(), jobManager());
    }

    AnalyticsApi analytics() {
        return new AnalyticsApi(
                programs,
                folder(),
                jvmFiles(),
                config.ports().analytics(),
                clickHouseAccess(),
                flink().address(),
                programEnvironment());
    }

    HttpIngest ingest() {
        return new HttpIngest(
                programs,
                folder(),
                jvmFiles(),
                config.ports().http(),
                kafkaBrokers(),
                config.topic(),
                analytics().address(),
                programEnvironment());
    }

    /** What http-ingest and analytics-api both get. */
    private Map<String, String> programEnvironment() {
        Map<String, String> variables = new HashMap<>(config.environment());
        variables.putAll(stackKey().variables());
        // On the loopback interface, everything speaks plain HTTP, to itself too.
        variables.put("TLS_KEYSTORE_FILE", "");
        return variables;
    }

    private StackKey stackKey() {
        return new StackKey(
                Secret.of(folder(), "api-key"), programVariable("API_KEYS_FILE"), programVariable("API_KEYS"));
    }

    /** The key that the stack's own commands send; never logged. */
    public String apiKey() {
        return stackKey().secret().value();
    }

    /** What http-ingest and analytics-api see in a variable that the stack does not set itself; empty = nothing. */
    String programVariable(String name) {
        return config.environment().getOrDefault(name, System.getenv().getOrDefault(name, ""));
    }

    Migrations migrations() {
        return new Migrations(programs, folder(), jvmFiles(), clickHouseAccess());
    }

    /** The program that replays dead letters. */
    public DeadLetterReplay deadLetterReplay() {
        return new DeadLetterReplay(
                programs, folder(), kafkaBrokers(), config.topic(), config.deadLetterTopic(), clickHouseAccess());
    }

    public String kafkaBrokers() {
        return config.external().kafkaBrokers().orElseGet(() -> kafka().brokers());
    }

    public FlinkRest flink() {
        return new FlinkRest(
                config.external().flinkRest().orElseGet(() -> jobManager().address()));
    }

    public ClickHouseAccess clickHouseAccess() {
        return config.external().clickHouse().map(this::access).orElseGet(this::ownAccess);
    }

    /** The job; where the configuration does not say, as parallel as it was. */
    JobProgram jobProgram() {
        int parallelism = config.jobParallelism()
                .or(() -> flinkCluster().storage().submitted().map(job -> job.program()
                        .parallelism()))
                .orElse(1);
        List<String> arguments = new ArrayList<>(dataArguments());
        arguments.addAll(config.jobSettings().arguments());
        return new JobProgram(programs.program("flink-job"), arguments, parallelism);
    }

    /** The job's arguments that say where its data is. */
    List<String> dataArguments() {
        List<String> arguments = new ArrayList<>();
        arguments.add("--kafka-brokers=" + kafkaBrokers());
        arguments.add("--kafka-topic=" + config.topic());
        arguments.add("--kafka-dead-letter-topic=" + config.deadLetterTopic());
        arguments.addAll(clickHouseAccess().jobArguments());
        return List.copyOf(arguments);
    }

    /** The servers that this stack starts, in the order in which they are stopped. */
    List<Service> services() {
        List<Service> services = new ArrayList<>(List.of(ingest(), analytics()));
        if (config.external().flinkRest().isEmpty()) {
            services.addAll(List.of(taskManager(), jobManager(), zooKeeper()));
        }
        if (config.external().kafkaBrokers().isEmpty()) {
            services.add(kafka());
        }
        if (config.external().clickHouse().isEmpty()) {
            services.add(clickHouse());
        }
        if (config.observed()) {
            services.add(prometheus());
        }
        return List.copyOf(services);
    }

    /** Reads the metrics of the rest. */
    public Prometheus prometheus() {
        return new Prometheus(programs, folder(), config.ports().metrics().prometheus(), scrapeTargets());
    }

    /** Who tells metrics, of the servers that this stack starts. */
    public List<ScrapeTarget> scrapeTargets() {
        Ports ports = config.ports();
        List<ScrapeTarget> targets = new ArrayList<>(List.of(
                new ScrapeTarget("http-ingest", ports.http()), new ScrapeTarget("analytics-api", ports.analytics())));
        if (config.external().flinkRest().isEmpty()) {
            targets.add(new ScrapeTarget("flink-jobmanager", ports.metrics().jobManager()));
            targets.add(new ScrapeTarget("flink-taskmanager", ports.metrics().taskManager()));
        }
        if (config.external().kafkaBrokers().isEmpty()) {
            targets.add(new ScrapeTarget("kafka", ports.metrics().kafka()));
        }
        if (config.external().clickHouse().isEmpty()) {
            targets.add(new ScrapeTarget("clickhouse", ports.clickHouse()));
        }
        return List.copyOf(targets);
    }

    /** The server of this name, which there must be. */
    Service service(String name) {
        return services().stream()
                .filter(service -> service.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    StackAddresses addresses() {
        ClickHouseAccess access = clickHouseAccess();
        return new StackAddresses(
                ingest().address().toString(),
                analytics().address().toString(),
                flink().address().toString(),
                kafkaBrokers(),
                "http://" + access.host() + ":" + access.port(),
                access.adminUser(),
                access.adminPasswordFile().toString());
    }

    private JvmFiles jvmFiles() {
        return new JvmFiles(folder(), config.logLevel());
    }

    private ClickHouseAccess ownAccess() {
        ClickHouse server = clickHouse();
        return new ClickHouseAccess(
                Loopback.HOST,
                server.port(),
                "event_analytics",
                "admin",
                server.adminPassword().file(),
                "api",
                server.apiPassword().file());
    }

    private ClickHouseAccess access(ExternalClickHouse server) {
        return new ClickHouseAccess(
                server.host(),
                server.port(),
                server.database(),
                server.writer().user(),
                passwordFile(server.writer(), "clickhouse-external"),
                server.reader().user(),
                passwordFile(server.reader(), "clickhouse-external-api"));
    }

    private Path passwordFile(ClickHouseLogin login, String secret) {
        return login.passwordFile().orElseGet(() -> Secret.given(folder(), secret, login.password())
                .file());
    }

    /** analytics-api itself. */
    public URI analyticsUrl() {
        return analytics().address();
    }

    /** Where the API is. */
    public URI baseUrl() {
        return ingest().address();
    }
}
