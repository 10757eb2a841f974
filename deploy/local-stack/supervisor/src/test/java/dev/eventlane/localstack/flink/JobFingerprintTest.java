package dev.eventlane.localstack.flink;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JobFingerprintTest {
    @Test
    void another_program_or_another_argument_is_another_job(@TempDir Path folder) throws Exception {
        Path jar = Files.writeString(folder.resolve("job.jar"), "program");
        Path sameJar = Files.writeString(folder.resolve("copy.jar"), "program");
        Path otherJar = Files.writeString(folder.resolve("other.jar"), "another");
        String job = JobFingerprint.of(jar, List.of("--a=1"));

        assertThat(JobFingerprint.of(sameJar, List.of("--a=1"))).isEqualTo(job);
        assertThat(JobFingerprint.of(otherJar, List.of("--a=1"))).isNotEqualTo(job);
        assertThat(JobFingerprint.of(jar, List.of("--a=2"))).isNotEqualTo(job);
    }
}
