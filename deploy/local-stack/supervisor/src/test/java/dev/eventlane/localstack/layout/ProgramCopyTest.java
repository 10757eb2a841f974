package dev.eventlane.localstack.layout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.eventlane.localstack.LocalStackException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProgramCopyTest {
    @TempDir
    Path folder;

    private Home built;
    private DataFolder data;

    @BeforeEach
    void build() throws Exception {
        built = new Home(folder.resolve("built"));
        data = new DataFolder(folder.resolve("data"));
        for (String program : new String[] {"event-core", "http-ingest", "analytics-api", "flink-job"}) {
            write(program + "/target/" + program + ".jar", program);
            write(program + "/target/lib/library-1.0.jar", "library");
        }
        for (String server : new String[] {"clickhouse", "flink", "supervisor", "kafka"}) {
            write("deploy/local-stack/" + server + "/target/local-stack-" + server + ".jar", server);
            write("deploy/local-stack/" + server + "/target/lib/library-1.0.jar", "library");
        }
        write("deploy/observability/kafka/metrics.yml", "rules");
        write("deploy/observability/prometheus/prometheus.yml", "configuration");
    }

    @Test
    void a_build_beside_it_changes_nothing_in_it() throws Exception {
        Home copy = ProgramCopy.of(built, data);
        write("http-ingest/target/http-ingest.jar", "newer");

        assertThat(copy.program("http-ingest")).hasContent("http-ingest");
        assertThat(copy.program("http-ingest").resolveSibling("lib/library-1.0.jar"))
                .hasContent("library");
        assertThat(copy.flinkClassPath()).contains(copy.root().toString());
    }

    @Test
    void equal_programs_have_one_copy_and_others_another() throws Exception {
        Home copy = ProgramCopy.of(built, data);

        assertThat(ProgramCopy.of(built, data)).isEqualTo(copy);

        write("http-ingest/target/lib/library-2.0.jar", "another library");
        Home newer = ProgramCopy.of(built, data);
        assertThat(newer).isNotEqualTo(copy);
        assertThat(ProgramCopy.isSame("http-ingest", copy, newer)).isFalse();
        assertThat(ProgramCopy.isSame("analytics-api", copy, newer)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "event-core-0.1.0-SNAPSHOT.jar",
                "http-core-0.1.0-SNAPSHOT.jar",
                "event-core-0.1.0.jar",
                "http-core-0.1.0.jar"
            })
    void a_library_of_ours_is_another_one_when_its_content_is(String library) throws Exception {
        write("http-ingest/target/lib/" + library, "older");
        write("analytics-api/target/lib/" + library, "older");
        Home older = ProgramCopy.of(built, data);
        write("http-ingest/target/lib/" + library, "newer");
        Home newer = ProgramCopy.of(built, data);

        assertThat(newer).isNotEqualTo(older);
        assertThat(older.program("http-ingest").resolveSibling("lib/" + library))
                .hasContent("older");
        assertThat(newer.program("http-ingest").resolveSibling("lib/" + library))
                .hasContent("newer");
        assertThat(ProgramCopy.isSame("http-ingest", older, newer)).isFalse();
        assertThat(ProgramCopy.isSame("analytics-api", older, newer)).isTrue();
    }

    @Test
    void what_nothing_runs_from_is_deleted() throws Exception {
        Home unused = ProgramCopy.of(built, data);
        write("flink-job/target/flink-job.jar", "newer");
        Home used = ProgramCopy.of(built, data);

        ProgramCopy.deleteAllBut(Set.of(used), data);

        assertThat(unused.root()).doesNotExist();
        assertThat(used.program("flink-job")).hasContent("newer");
    }

    @Test
    void what_is_not_built_is_named() throws Exception {
        Files.delete(built.root().resolve("flink-job/target/flink-job.jar"));

        assertThatThrownBy(() -> ProgramCopy.of(built, data))
                .isInstanceOf(LocalStackException.class)
                .hasMessageContaining("flink-job/target/flink-job.jar is not built");
    }

    private void write(String path, String content) throws IOException {
        Path file = built.root().resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }
}
