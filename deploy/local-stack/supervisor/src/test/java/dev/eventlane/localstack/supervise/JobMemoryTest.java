package dev.eventlane.localstack.supervise;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eventlane.localstack.flink.JobProgram;
import dev.eventlane.localstack.flink.SubmittedJob;
import dev.eventlane.localstack.layout.DataFolder;
import dev.eventlane.localstack.service.FlinkStorage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JobMemoryTest {
    private final List<String> said = new ArrayList<>();

    @TempDir
    Path root;

    private DataFolder folder;
    private FlinkStorage storage;
    private JobMemory memory;
    private JobProgram wanted;
    private JobProgram changed;

    @BeforeEach
    void aJobThatIsRemembered() throws Exception {
        folder = new DataFolder(root);
        storage = new FlinkStorage(folder.data("flink"));
        memory = new JobMemory(folder, said::add);
        Path plans = Files.createDirectories(folder.data("flink").resolve("ha/eventlane"));
        Files.createFile(plans.resolve("submittedExecutionPlan6"));
        Path jar = Files.writeString(root.resolve("job.jar"), "program");
        wanted = new JobProgram(jar, List.of("--a=1"), 1);
        changed = new JobProgram(jar, List.of("--a=1"), 2);
        storage.submitting(SubmittedJob.of(wanted, Optional.empty()));
        // Written at every start, also when all else is gone.
        Files.createFile(folder.data("zookeeper").resolve("myid"));
    }

    @Test
    void a_job_whose_way_is_lost_in_ZooKeeper_is_forgotten() {
        memory.forgetUnless(wanted);

        assertThat(storage.remembersJob()).isFalse();
        assertThat(said).containsExactly("ZooKeeper's data is gone, and with it the way to the JobManager's job");
    }

    @Test
    void the_job_that_is_wanted_is_kept() throws Exception {
        aTransaction();
        memory.forgetUnless(wanted);

        assertThat(storage.remembersJob()).isTrue();
        assertThat(said).isEmpty();
    }

    @Test
    void another_job_is_forgotten_with_the_way_to_it() throws Exception {
        aTransaction();
        memory.forgetUnless(changed);

        assertThat(storage.remembersJob()).isFalse();
        assertThat(folder.data("zookeeper")).isEmptyDirectory();
        assertThat(said).containsExactly("the job's program or settings have changed");
    }

    private void aTransaction() throws Exception {
        Path transactions = Files.createDirectories(folder.data("zookeeper").resolve("version-2"));
        Files.createFile(transactions.resolve("log.1"));
    }
}
