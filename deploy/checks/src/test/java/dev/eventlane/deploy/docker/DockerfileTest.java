package dev.eventlane.deploy.docker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eventlane.deploy.ImageReference;
import dev.eventlane.deploy.Pom;
import dev.eventlane.deploy.Repository;
import dev.eventlane.deploy.Tool;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DockerfileTest {
    private final Dockerfile dockerfile = Dockerfile.read();

    @Test
    void every_base_is_an_earlier_stage_or_an_image_with_a_full_version() {
        List<String> names = List.copyOf(dockerfile.stages().keySet());
        dockerfile.stages().values().forEach(stage -> {
            if (!names.subList(0, names.indexOf(stage.name())).contains(stage.base())) {
                assertThat(ImageReference.parse(stage.base()).isPinned())
                        .as("%s: %s", stage.name(), stage.base())
                        .isTrue();
            }
        });
    }

    @Test
    void bases_have_the_versions_of_the_pom() throws Exception {
        Pom pom = Pom.ofRoot();
        String java = pom.property("maven.compiler.release");

        assertThat(dockerfile.stage("flink-job").base())
                .isEqualTo("flink:" + pom.property("flink.version") + "-java" + java);
        assertThat(dockerfile.stage("kafka").base()).isEqualTo("apache/kafka:" + pom.property("kafka.version"));
        assertThat(dockerfile.stage("program").base()).startsWith("eclipse-temurin:" + java + ".");
        assertThat(dockerfile.stage("build").base()).endsWith("-eclipse-temurin-" + java);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http-ingest", "analytics-api", "migrations", "flink-job", "kafka"})
    void what_runs_is_not_root_and_says_how_it_is_asked(String image) {
        // By number, since Kubernetes cannot tell from a name that it is not root.
        assertThat(dockerfile.effective(image, "USER"))
                .hasValueSatisfying(user -> assertThat(user).matches("[1-9]\\d*:[1-9]\\d*"));
        assertThat(dockerfile.effective(image, "HEALTHCHECK"))
                .as("health check")
                .isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"http-ingest", "analytics-api", "migrations"})
    void a_program_gets_signals_itself(String image) {
        assertThat(dockerfile.effective(image, "ENTRYPOINT"))
                .hasValueSatisfying(entry -> assertThat(entry).startsWith("[\"java\", "));
    }

    @Test
    void images_are_made_of_what_is_built_and_of_nothing_that_is_fetched_by_hand() {
        dockerfile.stages().values().forEach(stage -> {
            assertThat(stage.all("ADD")).as(stage.name()).isEmpty();
            assertThat(stage.all("RUN"))
                    .as(stage.name())
                    .noneMatch(command -> command.matches(".*\\b(curl|wget)\\b.*"));
            if (!stage.name().equals("build")) {
                assertThat(stage.all("COPY"))
                        .as("the sources stay out of %s", stage.name())
                        .allMatch(copy -> copy.startsWith("--from=build ") || copy.matches("(--chmod=755 )?deploy/.*"));
            }
        });
    }

    @Test
    void what_the_build_makes_is_what_the_images_take() {
        String modules = dockerfile.stage("build").last("RUN").orElseThrow().replaceAll(".*-pl (\\S+) .*", "$1");

        assertThat(dockerfile.stages().values())
                .flatMap(stage -> stage.all("COPY")
                        .filter(copy -> copy.startsWith("--from=build "))
                        .map(copy -> copy.replaceAll(".* /src/(.+)/target/.*", "$1"))
                        .toList())
                .isSubsetOf(modules.split(","))
                .contains(modules.split(","));
    }

    @Test
    void hadolint_warns_of_nothing() throws Exception {
        Tool.Result judged = Tool.assumed("hadolint").run("--failure-threshold", "warning", "deploy/docker/Dockerfile");

        assertThat(judged.exitCode()).as(judged.output()).isZero();
    }

    @Test
    void nothing_that_was_built_or_kept_here_gets_into_a_build() {
        assertThat(Repository.text(".dockerignore").lines())
                .contains(".git", ".eventlane", "**/target", "**/node_modules");
    }
}
