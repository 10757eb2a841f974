package dev.eventlane.deploy.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.eventlane.core.config.Settings;
import dev.eventlane.deploy.FlinkOptions;
import dev.eventlane.deploy.Pom;
import dev.eventlane.deploy.ProgramSettings;
import dev.eventlane.deploy.Repository;
import dev.eventlane.job.EventlaneJob;
import dev.eventlane.job.JobConfig;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The job's FlinkDeployment, against the job, its image and Flink. */
class FlinkJobTest {
    /** Read by the operator, which knows options that Flink does not. */
    private static final String OF_THE_OPERATOR = "(kubernetes\\.operator|job\\.autoscaler)\\..*";

    private final JsonNode spec = Kustomization.base()
            .all("FlinkDeployment")
            .findFirst()
            .orElseThrow()
            .object()
            .path("spec");

    @Test
    void it_runs_the_program_of_the_image_on_the_flink_of_the_pom() throws Exception {
        String flink = Pom.ofRoot().property("flink.version");
        String[] parts = flink.split("\\.", -1);

        assertThat(spec.path("flinkVersion").asText()).isEqualTo("v" + parts[0] + "_" + parts[1]);
        assertThat(spec.path("image").asText()).isEqualTo("eventlane/flink-job");
        assertThat(spec.path("job").path("entryClass").asText()).isEqualTo(EventlaneJob.class.getName());
        String jar = spec.path("job").path("jarURI").asText().replaceFirst("^local://", "");
        assertThat(Repository.text("deploy/docker/Dockerfile")).contains("/flink-job.jar " + jar + "\n");
    }

    @Test
    void it_is_upgraded_by_savepoint_and_survives_its_jobmanager() {
        assertThat(spec.path("job").path("upgradeMode").asText()).isEqualTo("savepoint");
        assertThat(spec.path("job").path("allowNonRestoredState").asBoolean(true))
                .isFalse();
        assertThat(configuration())
                .containsEntry("high-availability.type", "kubernetes")
                .containsEntry("jobmanager.scheduler", "adaptive")
                .containsEntry("job.autoscaler.enabled", "true")
                .containsEntry("pipeline.max-parallelism", "128");
        assertThat(configuration().values().stream().filter(value -> value.startsWith("s3://")))
                .containsExactlyInAnyOrder(
                        "s3://eventlane-flink/ha",
                        "s3://eventlane-flink/checkpoints",
                        "s3://eventlane-flink/savepoints");
    }

    @Test
    void flink_knows_every_option() {
        Map<String, String> options = configuration();
        options.keySet().removeIf(key -> key.matches(OF_THE_OPERATOR));

        assertThat(FlinkOptions.problems(options)).isEmpty();
    }

    @Test
    void rocksdb_lies_on_a_volume_of_its_own() {
        JsonNode pod = spec.path("taskManager").path("podTemplate").path("spec");
        String mounted = pod.path("containers")
                .path(0)
                .path("volumeMounts")
                .path(0)
                .path("mountPath")
                .asText();

        assertThat(configuration().get("state.backend.rocksdb.localdir")).startsWith(mounted + "/");
        assertThat(pod.path("volumes").path(0).path("ephemeral").path("volumeClaimTemplate"))
                .isNotEmpty();
    }

    @Test
    void the_job_knows_its_variables_and_takes_them() {
        PodSpec pod = new PodSpec(spec.path("jobManager").path("podTemplate").path("spec"));
        Map<String, String> environment = pod.environment(Kustomization.base());
        assertThat(ProgramSettings.of("flink-job").names()).containsAll(environment.keySet());

        String passwordFile = environment.remove("CLICKHOUSE_PASSWORD_FILE");
        assertThat(pod.secrets())
                .containsExactly(
                        Map.entry(passwordFile.substring(0, passwordFile.lastIndexOf('/')), "clickhouse-writer"));
        assertThat(JobConfig.from(Settings.of(environment)).clickHouse().user()).isEqualTo("writer");
    }

    @Test
    void it_is_not_root() {
        JsonNode pod = spec.path("podTemplate").path("spec");

        assertThat(pod.path("securityContext").path("runAsNonRoot").asBoolean()).isTrue();
        assertThat(pod.path("enableServiceLinks").asBoolean(true)).isFalse();
        assertThat(pod.path("containers").path(0).path("securityContext").toString())
                .isEqualTo("{\"allowPrivilegeEscalation\":false,\"capabilities\":{\"drop\":[\"ALL\"]}}");
    }

    /** Lists are merged by place: two of one name would become one that is neither. */
    @Test
    void a_list_of_the_common_pod_is_not_given_again() {
        JsonNode common =
                spec.path("podTemplate").path("spec").path("containers").path(0);
        for (String part : new String[] {"jobManager", "taskManager"}) {
            JsonNode own = spec.path(part)
                    .path("podTemplate")
                    .path("spec")
                    .path("containers")
                    .path(0);
            assertThat(own.path("name")).isEqualTo(common.path("name"));
            common.properties().forEach(field -> {
                if (field.getValue().isArray()) {
                    assertThat(own.has(field.getKey()))
                            .as("%s of %s", field.getKey(), part)
                            .isFalse();
                }
            });
        }
    }

    private Map<String, String> configuration() {
        Map<String, String> configuration = new TreeMap<>();
        spec.path("flinkConfiguration")
                .properties()
                .forEach(option ->
                        configuration.put(option.getKey(), option.getValue().asText()));
        return configuration;
    }
}
