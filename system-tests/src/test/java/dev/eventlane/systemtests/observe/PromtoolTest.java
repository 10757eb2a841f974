package dev.eventlane.systemtests.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.eventlane.localstack.process.ProgramOnPath;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Prometheus's own tool on configuration and rules: each alert is fired by a fault, and rests in health. */
@Timeout(60)
class PromtoolTest {
    @Test
    void configuration_and_rules_are_valid_and_the_rules_do_what_they_should() throws Exception {
        succeeds("check", "config", "prometheus.yml");
        succeeds("check", "rules", "rules.yml");
        succeeds("test", "rules", "rules-test.yml");
    }

    private static void succeeds(String command, String object, String file) throws Exception {
        assumeTrue(
                ProgramOnPath.find("promtool").isPresent(),
                "there is no program 'promtool' on the PATH (Debian: package prometheus)");
        Process process = new ProcessBuilder("promtool", command, object, file)
                .directory(ObservabilityFiles.PROMETHEUS.toFile())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue())
                .as("promtool %s %s: %s", command, object, output)
                .isZero();
    }
}
