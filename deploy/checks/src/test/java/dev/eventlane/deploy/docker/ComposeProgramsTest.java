package dev.eventlane.deploy.docker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eventlane.analytics.AnalyticsConfig;
import dev.eventlane.core.clickhouse.ClickHouseConnection;
import dev.eventlane.core.config.Secret;
import dev.eventlane.core.config.Settings;
import dev.eventlane.deploy.ProgramSettings;
import dev.eventlane.deploy.Repository;
import dev.eventlane.ingest.IngestConfig;
import dev.eventlane.job.JobConfig;
import dev.eventlane.localstack.service.Topic;
import java.net.URI;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The variables of the compose file, read by the programs that get them. */
class ComposeProgramsTest {
    /** What Flink's image makes of its variables is its configuration, not ours. */
    private static final Set<String> OF_FLINK = Set.of("JOB_MANAGER_RPC_ADDRESS", "FLINK_PROPERTIES");

    private static final ClickHouseConnection WRITER = new ClickHouseConnection(
            URI.create("http://clickhouse:8123"), "event_analytics", "writer", new Secret("writer"));

    private final ComposeFile compose = ComposeFile.read();
    private final Dockerfile dockerfile = Dockerfile.read();

    @ParameterizedTest
    @ValueSource(strings = {"http-ingest", "analytics-api", "migrations", "jobmanager", "taskmanager"})
    void a_program_knows_every_variable_that_it_is_given(String service) {
        ProgramSettings program =
                ProgramSettings.of(compose.service(service).target().orElseThrow());

        assertThat(ours(environment(service)).keySet()).isSubsetOf(program.names());
    }

    @Test
    void http_ingest_can_be_reached_and_reaches_kafka_and_the_reads() {
        IngestConfig config = IngestConfig.from(Settings.of(environment("http-ingest")));

        assertThat(config.server().listen().host()).isEqualTo("0.0.0.0");
        assertThat(config.server().listen().port()).isEqualTo(containerPort("http-ingest"));
        assertThat(config.kafka().brokers()).isEqualTo(advertised("INSIDE"));
        assertThat(config.kafka().topic()).isEqualTo("events");
        assertThat(config.analyticsUrl())
                .isEqualTo(URI.create("http://analytics-api:" + containerPort("analytics-api")));
        assertThat(config.access().isOpen()).isTrue();
    }

    @Test
    void analytics_api_can_be_reached_and_reads_as_a_user_that_may_only_read() {
        AnalyticsConfig config = AnalyticsConfig.from(Settings.of(environment("analytics-api")));

        assertThat(config.server().listen().host()).isEqualTo("0.0.0.0");
        assertThat(config.server().listen().port()).isEqualTo(containerPort("analytics-api"));
        assertThat(config.clickHouse())
                .isEqualTo(new ClickHouseConnection(WRITER.endpoint(), WRITER.database(), "api", new Secret("api")));
        assertThat(config.flink()).contains(URI.create("http://jobmanager:" + containerPort("jobmanager")));
    }

    @Test
    void migrations_and_job_write_to_the_database_that_is_read() {
        assertThat(ClickHouseConnection.from(Settings.of(environment("migrations"))))
                .isEqualTo(WRITER);

        JobConfig job = JobConfig.from(Settings.of(ours(environment("jobmanager"))));
        assertThat(job.clickHouse()).isEqualTo(WRITER);
        assertThat(job.brokers()).isEqualTo(advertised("INSIDE"));
        assertThat(job.topic()).isEqualTo("events");
    }

    @Test
    void clickhouse_is_told_the_passwords_that_the_programs_use() {
        Map<String, String> clickHouse = compose.service("clickhouse").environment();

        assertThat(clickHouse)
                .isEqualTo(Map.of(
                        "CLICKHOUSE_WRITER_PASSWORD", WRITER.password().reveal(),
                        "CLICKHOUSE_API_PASSWORD", environment("analytics-api").get("CLICKHOUSE_PASSWORD")));
        assertThat(Repository.text("deploy/docker/clickhouse/users.xml"))
                .contains("<writer>\n      <password from_env=\"CLICKHOUSE_WRITER_PASSWORD\"/>")
                .contains("<api>\n      <password from_env=\"CLICKHOUSE_API_PASSWORD\"/>")
                .contains("<query>GRANT SELECT ON " + WRITER.database() + ".*</query>");
    }

    @Test
    void who_asks_kafka_from_outside_is_sent_to_the_published_port() {
        assertThat(advertised("OUTSIDE")).isEqualTo("localhost:" + containerPort("kafka"));
        assertThat(compose.service("kafka").environment().get("KAFKA_AUTO_CREATE_TOPICS_ENABLE"))
                .isEqualTo("false");
    }

    @Test
    void topics_are_those_that_the_local_stack_makes() {
        Map<String, String> topics = compose.service("topics").environment();
        assertThat(topics).isEqualTo(Map.of("KAFKA_BROKERS", advertised("INSIDE"), "KAFKA_TOPIC", "events"));

        List<String> created = Repository.text("deploy/docker/kafka/create-topics.sh")
                .replace("\\\n", " ")
                .lines()
                .filter(line -> line.startsWith("create \""))
                .toList();
        assertThat(created.stream().map(line -> topic(line, topics.get("KAFKA_TOPIC"))))
                .containsExactly(Topic.ofOperations("events", 6), Topic.ofDeadLetters("events.dead-letters"));
    }

    /** A line such as {@code create "$KAFKA_TOPIC" 6 --config a=b}. */
    private static Topic topic(String line, String name) {
        String[] words = line.replace("\"", "").replace("$KAFKA_TOPIC", name).split("\\s+");
        Map<String, String> settings = Arrays.stream(words)
                .skip(3)
                .filter(word -> !word.equals("--config"))
                .map(setting -> setting.split("=", 2))
                .collect(Collectors.toMap(setting -> setting[0], setting -> setting[1]));
        return new Topic(words[1], Integer.parseInt(words[2]), settings);
    }

    /** Of the image and of the service together. */
    private Map<String, String> environment(String service) {
        Map<String, String> environment = new HashMap<>(dockerfile
                .stage(compose.service(service).target().orElseThrow())
                .environment());
        environment.putAll(compose.service(service).environment());
        return environment;
    }

    private static Map<String, String> ours(Map<String, String> environment) {
        Map<String, String> ours = new TreeMap<>(environment);
        ours.keySet().removeAll(OF_FLINK);
        return ours;
    }

    /** The port at which the service listens, as it is published. */
    private int containerPort(String service) {
        String port = compose.service(service).ports().get(0);
        return Integer.parseInt(port.substring(port.lastIndexOf(':') + 1));
    }

    private String advertised(String listener) {
        return Arrays.stream(compose.service("kafka")
                        .environment()
                        .get("KAFKA_ADVERTISED_LISTENERS")
                        .split(","))
                .filter(address -> address.startsWith(listener + "://"))
                .map(address -> address.substring(listener.length() + 3))
                .findFirst()
                .orElseThrow();
    }
}
