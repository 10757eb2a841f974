package dev.eventlane.deploy.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.eventlane.deploy.FlinkOptions;
import dev.eventlane.deploy.ImageReference;
import dev.eventlane.deploy.Pom;
import dev.eventlane.deploy.Repository;
import dev.eventlane.deploy.Tool;
import dev.eventlane.deploy.YamlFile;
import java.nio.file.Files;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What can be said of the compose file as a whole without an engine that runs it. */
class ComposeFileTest {
    private static final String OTHERS_FOLDER = "deploy/observability";

    private final ComposeFile compose = ComposeFile.read();
    private final Dockerfile dockerfile = Dockerfile.read();

    @Test
    void the_ports_of_the_local_stack_and_of_the_usual_tools_are_published_on_this_machine_only() {
        Map<String, String> published = new TreeMap<>();
        compose.services().forEach((name, service) -> service.ports().forEach(port -> published.put(port, name)));

        assertThat(published)
                .isEqualTo(Map.of(
                        "127.0.0.1:8080:8080", "http-ingest",
                        "127.0.0.1:8082:8082", "analytics-api",
                        "127.0.0.1:8081:8081", "jobmanager",
                        "127.0.0.1:9092:9092", "kafka",
                        "127.0.0.1:8123:8123", "clickhouse",
                        "127.0.0.1:9000:9000", "clickhouse",
                        "127.0.0.1:9090:9090", "prometheus",
                        "127.0.0.1:3000:3000", "grafana"));
    }

    @Test
    void every_image_has_a_full_version_and_what_is_built_the_version_of_the_pom() throws Exception {
        Pom pom = Pom.ofRoot();
        compose.services().forEach((name, service) -> {
            assertThat(service.image().isPinned())
                    .as("%s: %s", name, service.image())
                    .isTrue();
            service.target().ifPresent(target -> {
                assertThat(dockerfile.stages()).as(name).containsKey(target);
                String version = target.equals("kafka") ? pom.property("kafka.version") : pom.version();
                assertThat(service.image()).as(name).isEqualTo(new ImageReference("eventlane/" + target, version));
            });
        });
        assertThat(compose.service("topics").image())
                .isEqualTo(new ImageReference("apache/kafka", pom.property("kafka.version")));
    }

    @Test
    void clickhouse_is_of_the_release_that_the_local_stack_runs() throws Exception {
        String engine = Repository.text("deploy/local-stack/clickhouse/package.json")
                .replaceAll("(?s).*lib-linux-x64-gnu\": \"(\\d+\\.\\d+)\\..*", "$1");

        assertThat(compose.service("clickhouse").image().tag()).startsWith(engine + ".");
    }

    @Test
    void what_is_kept_lies_in_named_volumes_and_what_is_mounted_is_there() {
        Set<String> used = new TreeSet<>();
        compose.services().forEach((name, service) -> service.mounts().forEach(mount -> {
            String source = mount.split(":", 2)[0];
            if (!source.startsWith("./")) {
                used.add(source);
            } else if (!source.startsWith("./" + OTHERS_FOLDER) || Files.exists(Repository.path(OTHERS_FOLDER))) {
                assertThat(Repository.path(source))
                        .as("%s mounts %s", name, source)
                        .exists();
                assertThat(mount).as("%s cannot write to the repository", name).endsWith(":ro");
            }
        }));

        assertThat(used)
                .containsExactlyInAnyOrderElementsOf(compose.volumes())
                .containsExactly("clickhouse-data", "flink-data", "grafana-data", "kafka-data", "prometheus-data");
    }

    @Test
    void whatever_runs_on_says_whether_it_is_healthy_and_has_a_bound_of_memory() {
        compose.services().forEach((name, service) -> {
            if (!service.isOneShot()) {
                assertThat(service.definition().path("healthcheck").path("test"))
                        .as("health check of %s", name)
                        .isNotEmpty();
                assertThat(service.definition().path("mem_limit").asText())
                        .as("memory of %s", name)
                        .matches("\\d+m");
                assertThat(service.definition().path("restart").asText())
                        .as("restart of %s", name)
                        .isEqualTo("unless-stopped");
            }
        });
    }

    @Test
    void who_waits_for_another_waits_for_what_that_one_can_say() {
        compose.services().forEach((name, service) -> service.dependencies().forEach((other, condition) -> {
            ComposeService awaited = compose.service(other);
            if (awaited.isOneShot()) {
                assertThat(condition).as("%s for %s", name, other).isEqualTo("service_completed_successfully");
            } else {
                assertThat(condition).as("%s for %s", name, other).isIn("service_healthy", "service_started");
            }
        }));
    }

    @Test
    void prometheus_asks_every_server_where_it_tells_its_metrics() {
        Map<String, String> targets = new TreeMap<>();
        YamlFile.document("deploy/docker/prometheus.yml")
                .path("scrape_configs")
                .forEach(job -> targets.put(
                        job.path("job_name").asText(),
                        job.path("static_configs")
                                .path(0)
                                .path("targets")
                                .path(0)
                                .asText()));

        assertThat(targets)
                .isEqualTo(Map.of(
                        "http-ingest", "http-ingest:8080",
                        "analytics-api", "analytics-api:8082",
                        "flink-jobmanager", "jobmanager:9249",
                        "flink-taskmanager", "taskmanager:9249",
                        "kafka", "kafka:9404",
                        "clickhouse", "clickhouse:9363"));
        assertThat(compose.service("jobmanager").flinkProperties())
                .isEqualTo(compose.service("taskmanager").flinkProperties())
                .containsEntry("metrics.reporter.prom.port", "9249");
        assertThat(compose.service("kafka").environment().get("KAFKA_OPTS")).contains("=9404:");
        assertThat(Repository.text("deploy/docker/clickhouse/config.xml")).contains("<port>9363</port>");
    }

    @Test
    void flink_knows_every_property_that_it_is_given() {
        Map<String, String> properties = compose.service("taskmanager").flinkProperties();

        assertThat(FlinkOptions.problems(properties)).isEmpty();
        assertThat(properties)
                .containsEntry("execution.checkpointing.dir", "file:///flink/checkpoints")
                .containsEntry("execution.checkpointing.savepoint-dir", "file:///flink/savepoints");
        assertThat(compose.service("jobmanager").mounts()).containsExactly("flink-data:/flink");
        assertThat(compose.service("taskmanager").mounts()).containsExactly("flink-data:/flink");
    }

    @Test
    void docker_compose_reads_it() throws Exception {
        Tool docker = Tool.assumed("docker");
        assumeTrue(docker.run("compose", "version").exitCode() == 0, "docker has no compose plugin: it is not asked");
        Tool.Result judged = docker.run("compose", "--file", "docker-compose.yml", "config", "--quiet");

        assertThat(judged.exitCode()).as(judged.errors()).isZero();
    }

    @Test
    void no_variable_is_left_without_a_default() {
        compose.services()
                .forEach((name, service) ->
                        assertThat(service.definition().toString()).as(name).doesNotContain("${"));
    }

    @Test
    void our_services_may_do_nothing_that_they_need_not() {
        compose.services().forEach((name, service) -> {
            if (service.target().isPresent()) {
                assertThat(service.definition().path("cap_drop").toString())
                        .as(name)
                        .isEqualTo("[\"ALL\"]");
                assertThat(service.definition().path("security_opt").toString())
                        .as(name)
                        .isEqualTo("[\"no-new-privileges:true\"]");
                assertThat(service.definition().path("privileged").asBoolean())
                        .as(name)
                        .isFalse();
            }
        });
    }
}
