package dev.eventlane.localstack.supervise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.eventlane.localstack.LocalStackException;
import dev.eventlane.localstack.config.MetricsPorts;
import dev.eventlane.localstack.config.Ports;
import dev.eventlane.localstack.layout.DataFolder;
import dev.eventlane.localstack.layout.Home;
import dev.eventlane.localstack.supervise.StackState.Phase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateFileTest {
    private static final StackAddresses ADDRESSES = new StackAddresses("h", "a", "f", "k", "c", "admin", "/secret");
    private static final StartedWith STARTED_WITH = new StartedWith(
            new Home(Path.of("/servers")),
            new Home(Path.of("/programs")),
            new Ports(1, 2, 3, 4, 5, 6, 7, 8, new MetricsPorts(9, 10, 11, 12)));
    private static final ProcessRecord SELF = ProcessRecord.ofThisProcess();
    private static final ProcessRecord GONE = new ProcessRecord("kafka", SELF.pid(), 1, 9092, 3, "running", 20);

    @TempDir
    Path folder;

    @Test
    void what_is_written_is_read() throws Exception {
        StateFile file = StateFile.in(new DataFolder(folder));
        assertThat(file.read()).isEmpty();

        StackState state = new StackState(SELF, Phase.READY, "", ADDRESSES, STARTED_WITH, List.of(GONE));
        file.write(state);

        assertThat(file.read()).contains(state);
        try (var files = Files.list(folder.resolve("run"))) {
            assertThat(files).containsExactly(file.path());
        }
    }

    @Test
    void a_broken_file_is_reported_with_what_to_do() throws Exception {
        StateFile file = StateFile.in(new DataFolder(folder));
        Files.writeString(file.path(), "{");

        assertThatThrownBy(file::read)
                .isInstanceOf(LocalStackException.class)
                .hasMessageContaining(file.path().toString())
                .hasMessageContaining("delete it");
    }

    @Test
    void a_pid_that_another_process_has_now_is_not_alive() {
        StackState state = new StackState(GONE, Phase.READY, "", ADDRESSES, STARTED_WITH, List.of(GONE));

        assertThat(state.isAlive()).isFalse();
        assertThat(state.isSupervised()).isFalse();
        assertThat(state.find("kafka", 9092)).isEmpty();
    }

    @Test
    void a_live_process_is_found_by_name_and_port() {
        ProcessRecord live = new ProcessRecord("kafka", SELF.pid(), SELF.startedAt(), 9092, 0, "running", 20);
        StackState state = new StackState(SELF, Phase.STARTING, "", ADDRESSES, STARTED_WITH, List.of(live));

        assertThat(state.isSupervised()).isTrue();
        assertThat(state.find("kafka", 9092)).isPresent();
        assertThat(state.find("kafka", 9999)).isEmpty();
        assertThat(state.stopped().isSupervised()).isFalse();
        assertThat(state.hasStarted()).isFalse();
    }

    @Test
    void a_state_that_an_earlier_release_wrote_is_read() throws Exception {
        StateFile file = StateFile.in(new DataFolder(folder));
        file.write(new StackState(SELF, Phase.READY, "", ADDRESSES, STARTED_WITH, List.of(GONE)));
        String written = Files.readString(file.path());
        Files.writeString(file.path(), written.replaceFirst("(?s),\\s*\"metrics\" : \\{.*?\\}", ""));

        assertThat(file.read().orElseThrow().startedWith().ports())
                .isEqualTo(new Ports(1, 2, 3, 4, 5, 6, 7, 8, MetricsPorts.random()));
    }

    @Test
    void a_stack_is_observed_while_its_Prometheus_lives() {
        ProcessRecord live = new ProcessRecord("prometheus", SELF.pid(), SELF.startedAt(), 9090, 0, "running", 20);
        ProcessRecord dead = new ProcessRecord("prometheus", SELF.pid(), 1, 9090, 0, "running", 20);

        assertThat(new StackState(SELF, Phase.READY, "", ADDRESSES, STARTED_WITH, List.of(live)).observer())
                .contains(live);
        assertThat(new StackState(SELF, Phase.READY, "", ADDRESSES, STARTED_WITH, List.of(dead)).isObserved())
                .isFalse();
    }

    @Test
    void a_stack_that_is_behind_has_started_and_is_watched_over() {
        StackState state = new StackState(SELF, Phase.BEHIND, "no event", ADDRESSES, STARTED_WITH, List.of());

        assertThat(state.hasStarted()).isTrue();
        assertThat(state.isSupervised()).isTrue();
    }
}
