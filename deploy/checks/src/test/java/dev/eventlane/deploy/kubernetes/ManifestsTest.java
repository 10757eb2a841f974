package dev.eventlane.deploy.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.eventlane.deploy.ImageReference;
import dev.eventlane.deploy.Pom;
import dev.eventlane.deploy.Tool;
import dev.eventlane.deploy.YamlFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every manifest, against what Kubernetes and the Flink operator know. */
class ManifestsTest {
    private static final FlinkDeploymentSchema FLINK_DEPLOYMENTS = new FlinkDeploymentSchema();
    private static final Set<String> NAMED_ELSEWHERE =
            Set.of("clickhouse-writer", "clickhouse-api", "api-keys", "object-store");

    static Stream<Manifest> manifests() {
        return Kustomization.base().manifests().stream();
    }

    @ParameterizedTest
    @MethodSource("manifests")
    void kubernetes_knows_every_field(Manifest manifest) {
        assertThat(problems(manifest.object())).isEmpty();
    }

    @Test
    void a_field_that_does_not_exist_is_found() {
        String service = "{\"apiVersion\":\"v1\",\"kind\":\"Service\",\"spec\":{\"selectr\":{}}}";
        String deployment = "{\"apiVersion\":\"flink.apache.org/v1beta1\",\"kind\":\"FlinkDeployment\","
                + "\"spec\":{\"job\":{\"upgradeMode\":\"savepont\",\"jar\":\"x\"}}}";

        assertThat(problems(YamlFile.documents(service).get(0)))
                .singleElement()
                .asString()
                .contains("selectr");
        assertThat(problems(YamlFile.documents(deployment).get(0)))
                .anyMatch(problem -> problem.contains("upgradeMode"))
                .anyMatch(problem -> problem.contains("'jar'"));
    }

    @Test
    void no_object_stands_twice() {
        assertThat(manifests().map(Manifest::id)).doesNotHaveDuplicates();
    }

    @Test
    void images_get_the_version_of_the_pom() throws Exception {
        String version = Pom.ofRoot().version();

        assertThat(Kustomization.base().images())
                .containsExactlyInAnyOrder(
                        new ImageReference("eventlane/http-ingest", version),
                        new ImageReference("eventlane/analytics-api", version),
                        new ImageReference("eventlane/migrations", version),
                        new ImageReference("eventlane/flink-job", version));
    }

    @ParameterizedTest
    @ValueSource(strings = {"small", "production"})
    void an_overlay_changes_what_there_is(String name) {
        Kustomization overlay = Kustomization.overlay(name);
        Set<String> base = manifests().map(Manifest::id).collect(Collectors.toSet());

        assertThat(overlay.folders()).containsExactly("../../base");
        assertThat(overlay.patches()).isNotEmpty();
        for (Manifest patch : overlay.patches()) {
            assertThat(base).as(patch.file()).contains(patch.id());
        }
    }

    /** What is applied in the end; kustomize is part of kubectl. */
    @ParameterizedTest
    @ValueSource(strings = {"small", "production"})
    void what_kustomize_makes_of_an_overlay_is_valid(String name) throws Exception {
        Tool.Result built = Tool.assumed("kubectl").run("kustomize", "deploy/kubernetes/overlays/" + name);
        assertThat(built.exitCode()).as(built.errors()).isZero();
        List<JsonNode> objects = YamlFile.documents(built.output());

        List<String> problems = new ArrayList<>();
        objects.forEach(object -> problems(object).forEach(problem -> problems.add(id(object) + ": " + problem)));
        assertThat(problems).isEmpty();
        assertThat(objects).extracting(ManifestsTest::id).hasSizeGreaterThan((int)
                manifests().count());
        assertThat(objects)
                .filteredOn(object -> !object.path("kind").asText().equals("Namespace"))
                .allSatisfy(object -> assertThat(
                                object.path("metadata").path("namespace").asText())
                        .isEqualTo("eventlane"));
        assertThat(objects.stream().flatMap(object -> object.findValues("image").stream()))
                .allMatch(image -> ImageReference.parse(image.asText()).isPinned());
        Set<String> maps = objects.stream()
                .filter(object -> object.path("kind").asText().equals("ConfigMap"))
                .map(object -> object.path("metadata").path("name").asText())
                .collect(Collectors.toSet());
        assertThat(objects.stream().flatMap(object -> object.findValues("configMapRef").stream()))
                .isNotEmpty()
                .allMatch(reference -> maps.contains(reference.path("name").asText()));
        assertThat(objects.stream()
                        .flatMap(object -> object.findValues("secretName").stream())
                        .map(JsonNode::asText))
                .isSubsetOf(NAMED_ELSEWHERE);
    }

    private static List<String> problems(JsonNode object) {
        return object.path("kind").asText().equals("FlinkDeployment")
                ? FLINK_DEPLOYMENTS.problems(object)
                : StrictModel.problems(object);
    }

    private static String id(JsonNode object) {
        return object.path("kind").asText() + " "
                + object.path("metadata").path("name").asText();
    }
}
