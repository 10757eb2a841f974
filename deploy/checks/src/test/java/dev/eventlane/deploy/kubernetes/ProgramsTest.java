package dev.eventlane.deploy.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eventlane.core.clickhouse.ClickHouseConnection;
import dev.eventlane.core.config.Settings;
import dev.eventlane.deploy.ProgramSettings;
import dev.eventlane.http.ServerConfig;
import dev.eventlane.ingest.IngestConfig;
import java.net.URI;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Deployments and Jobs, against the programs that they run. */
class ProgramsTest {
    private static final Kustomization BASE = Kustomization.base();

    static Stream<Manifest> pods() {
        return Stream.concat(BASE.all("Deployment"), BASE.all("Job"));
    }

    static Stream<Manifest> deployments() {
        return BASE.all("Deployment");
    }

    @ParameterizedTest
    @MethodSource("pods")
    void a_program_knows_its_variables_and_takes_them(Manifest manifest) {
        PodSpec pod = PodSpec.of(manifest);
        ProgramSettings program = ProgramSettings.of(pod.program());
        Map<String, String> environment = pod.environment(BASE);

        assertThat(program.names()).containsAll(environment.keySet());
        Map<String, String> withoutFiles = new TreeMap<>(environment);
        withoutFiles.keySet().removeIf(name -> name.endsWith("_FILE"));
        program.read(withoutFiles);
    }

    @ParameterizedTest
    @MethodSource("pods")
    void secrets_are_files_that_are_mounted_and_never_values(Manifest manifest) {
        PodSpec pod = PodSpec.of(manifest);

        pod.environment(BASE).forEach((name, value) -> {
            if (name.endsWith("_FILE")) {
                assertThat(pod.secrets()).as(name).containsKey(value.substring(0, value.lastIndexOf('/')));
            } else {
                assertThat(name).doesNotContain("PASSWORD", "API_KEYS");
            }
        });
        assertThat(pod.secrets().values()).isSubsetOf("clickhouse-writer", "clickhouse-api", "api-keys");
    }

    @ParameterizedTest
    @MethodSource("pods")
    void a_program_may_do_nothing_that_it_need_not(Manifest manifest) {
        PodSpec pod = PodSpec.of(manifest);

        assertThat(pod.definition().path("securityContext").toString())
                .isEqualTo("{\"runAsNonRoot\":true,\"seccompProfile\":{\"type\":\"RuntimeDefault\"}}");
        assertThat(pod.container().path("securityContext").toString())
                .isEqualTo("{\"allowPrivilegeEscalation\":false,\"readOnlyRootFilesystem\":true,"
                        + "\"capabilities\":{\"drop\":[\"ALL\"]}}");
        assertThat(pod.definition().path("automountServiceAccountToken").asBoolean(true))
                .isFalse();
        // Variables of Kubernetes' own, such as CLICKHOUSE_PORT=tcp://…, would take the place of ours.
        assertThat(pod.definition().path("enableServiceLinks").asBoolean(true)).isFalse();
        assertThat(pod.container().path("resources").path("limits").has("memory"))
                .isTrue();
    }

    @ParameterizedTest
    @MethodSource("deployments")
    void a_server_has_all_that_keeps_it_serving(Manifest manifest) {
        PodSpec pod = PodSpec.of(manifest);
        String name = manifest.name();

        assertThat(pod.probe("livenessProbe")).isEqualTo("/health");
        assertThat(pod.probe("startupProbe")).isEqualTo("/health");
        // While ClickHouse is away, writes go on and reads do not.
        assertThat(pod.probe("readinessProbe")).isEqualTo(name.equals("http-ingest") ? "/health" : "/ready");
        assertThat(manifest.object().path("spec").has("replicas"))
                .as("replicas are the autoscaler's")
                .isFalse();
        assertThat(BASE.all("HorizontalPodAutoscaler").map(Manifest::name)).contains(name);
        assertThat(BASE.all("PodDisruptionBudget").map(Manifest::name)).contains(name);
        assertThat(BASE.all("NetworkPolicy").map(Manifest::name)).contains(name);
        assertThat(BASE.all("ServiceAccount").map(Manifest::name)).contains(name);
    }

    @ParameterizedTest
    @MethodSource("deployments")
    void a_server_is_given_the_time_that_it_takes_to_stop(Manifest manifest) {
        PodSpec pod = PodSpec.of(manifest);
        Settings settings = Settings.of(pod.environment(BASE));

        assertThat(pod.definition().path("terminationGracePeriodSeconds").asLong())
                .isGreaterThan(settings.get(ServerConfig.SHUTDOWN_GRACE).toSeconds()
                        + settings.get(ServerConfig.SHUTDOWN_TIMEOUT).toSeconds());
    }

    @Test
    void reads_are_forwarded_to_the_service_of_analytics_api() {
        Manifest ingest = deployment("http-ingest");
        Manifest service = BASE.all("Service")
                .filter(manifest -> manifest.name().equals("analytics-api"))
                .findFirst()
                .orElseThrow();
        int port =
                service.object().path("spec").path("ports").path(0).path("port").asInt();

        assertThat(IngestConfig.from(Settings.of(PodSpec.of(ingest).environment(BASE)))
                        .analyticsUrl())
                .isEqualTo(URI.create("http://analytics-api:" + port));
    }

    @Test
    void the_servers_listen_where_they_are_asked() {
        assertThat(PodSpec.of(deployment("http-ingest")).ports()).containsExactly(8080);
        assertThat(PodSpec.of(deployment("analytics-api")).ports()).containsExactly(8082);
    }

    @Test
    void who_reads_may_not_write() {
        Settings reads = Settings.of(PodSpec.of(deployment("analytics-api")).environment(BASE));
        Settings migrations = Settings.of(
                PodSpec.of(BASE.all("Job").findFirst().orElseThrow()).environment(BASE));

        assertThat(reads.get(ClickHouseConnection.USER)).isEqualTo("api");
        assertThat(migrations.get(ClickHouseConnection.USER)).isEqualTo("writer");
    }

    private static Manifest deployment(String name) {
        return BASE.all("Deployment")
                .filter(manifest -> manifest.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
