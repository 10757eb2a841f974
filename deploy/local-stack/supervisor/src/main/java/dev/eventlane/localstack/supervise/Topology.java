package dev.eventlane.localstack.supervise;

import dev.eventlane.localstack.StackConfig;
import dev.eventlane.localstack.config.ClickHouseLogin;
import dev.eventlane.localstack.config.ExternalClickHouse;
import dev.eventlane.localstack.config.Ports;
import dev.eventlane.localstack.flink.FlinkRest;
import dev.eventlane.localstack.layout.DataFolder;
import dev.eventlane.localstack.layout.Home;
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
import dev.eventlane.localstack.service.Migrations;
import dev.eventlane.localstack.service.Service;
import dev.eventlane.localstack.service.TaskManager;
import dev.eventlane.localstack.service.ZooKeeper;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What a configuration amounts to: which servers there are and how they know of each other.
 *
 * @param config with every port chosen
 */
public record Topology(Home home, StackConfig config) {
    /** Ports that are 0 in the configuration are chosen now. */
    public static Topology of(Home home, StackConfig config) {
        Ports chosen = config.ports().chosen();
        return new Topology(home, config.withPorts(chosen));
    }

    public DataFolder folder() {
        return new DataFolder(config.dataFolder());
    }

    ZooKeeper zooKeeper() {
        return new ZooKeeper(home, folder(), jvmFiles(), config.ports().zooKeeper());
    }

    KafkaBroker kafka() {
        return new KafkaBroker(
                home,
                folder(),
                jvmFiles(),
                config.ports().kafka(),
                config.ports().kafkaController());
    }

    ClickHouse clickHouse() {
        return new ClickHouse(home, folder(), config.ports().clickHouse());
    }

    /** Flink's configuration, also that of its command line. */
    public FlinkCluster flinkCluster() {
        Ports ports = config.ports();
        return new FlinkCluster(home, folder(), jvmFiles(), ports.flinkRest(), ports.flinkRpc(), ports.zooKeeper());
    }

    JobManager jobManager() {
        return new JobManager(flinkCluster());
    }

    TaskManager taskManager() {
        return new TaskManager(flinkCluster(), jobManager());
    }

    AnalyticsApi analytics() {
        return new AnalyticsApi(
                home, folder(), jvmFiles(), config.ports().analytics(), clickHouseAccess(), config.environment());
    }

    HttpIngest ingest() {
        return new HttpIngest(
                home,
                folder(),
                jvmFiles(),
                config.ports().http(),
                kafkaBrokers(),
                config.topic(),
                analytics().address(),
                config.environment());
    }

    Migrations migrations() {
        return new Migrations(home, folder(), jvmFiles(), clickHouseAccess());
    }

    /** The program that replays dead letters. */
    public DeadLetterReplay deadLetterReplay() {
        return new DeadLetterReplay(
                home, folder(), kafkaBrokers(), config.topic(), config.deadLetterTopic(), clickHouseAccess());
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

    /** The job's arguments. */
    List<String> jobArguments() {
        List<String> arguments = new ArrayList<>();
        arguments.add("--kafka-brokers=" + kafkaBrokers());
        arguments.add("--kafka-topic=" + config.topic());
        arguments.add("--kafka-dead-letter-topic=" + config.deadLetterTopic());
        arguments.addAll(clickHouseAccess().jobArguments());
        arguments.addAll(config.jobSettings().arguments());
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
        return List.copyOf(services);
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
