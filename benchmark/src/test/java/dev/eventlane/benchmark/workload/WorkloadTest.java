package dev.eventlane.benchmark.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.UUID;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WorkloadTest {
    private final Workload workload = new Workload(42, 1_000, 400, 300, List.of());

    @Test
    void each_phase_is_about_as_many_events_as_it_has_operations() {
        assertThat(events(workload::isUpdated))
                .containsExactlyInAnyOrderElementsOf(targets(Operation.UPDATE))
                .hasSize(400);
        assertThat(events(workload::isDeleted))
                .containsExactlyInAnyOrderElementsOf(targets(Operation.DELETE))
                .hasSize(300);
        assertThat(targets(Operation.INSERT))
                .containsExactlyElementsOf(IntStream.range(0, 1_000).boxed().toList());
    }

    @Test
    void every_conversation_has_events_that_are_updated_that_are_deleted_and_that_stay() {
        for (int conversation = 0; conversation < workload.conversations(); conversation++) {
            List<Integer> events = IntStream.range(workload.firstOf(conversation), workload.endOf(conversation))
                    .boxed()
                    .toList();
            assertThat(events).anyMatch(workload::isUpdated).anyMatch(workload::isDeleted);
            assertThat(events).anyMatch(event -> !workload.isUpdated(event) && !workload.isDeleted(event));
        }
    }

    @Test
    void an_update_makes_an_error_of_an_event_that_had_none() {
        assertThat(events(workload::isUpdated)).allSatisfy(event -> {
            assertThat(workload.createdError(event)).isEmpty();
            assertThat(workload.expected(event).isError()).isTrue();
            assertThat(workload.expected(event).latency())
                    .isEqualTo(workload.latencyCents(event, true) / 100.0)
                    .isNotEqualTo(workload.latencyCents(event, false) / 100.0);
        });
        assertThat(events(event -> !workload.createdError(event).isEmpty())).isNotEmpty();
    }

    @Test
    void conversations_cover_every_event_once() {
        Workload small = new Workload(1, 120, 0, 0, List.of());

        assertThat(small.conversations()).isEqualTo(3);
        assertThat(small.endOf(0)).isEqualTo(small.firstOf(1)).isEqualTo(50);
        assertThat(small.endOf(2)).isEqualTo(120);
    }

    @Test
    void ids_are_version_7_in_the_order_of_creation_and_follow_from_the_seed() {
        List<UUID> ids = IntStream.range(0, 1_000).mapToObj(workload::id).toList();

        assertThat(ids).doesNotHaveDuplicates().allMatch(id -> id.version() == 7 && id.variant() == 2);
        assertThat(ids.stream().map(UUID::toString)).isSorted();
        assertThat(new Workload(42, 1_000, 0, 0, List.of()).id(7)).isEqualTo(ids.get(7));
        assertThat(new Workload(43, 1_000, 0, 0, List.of()).id(7)).isNotEqualTo(ids.get(7));
    }

    @Test
    void names_are_the_runs_own_unless_given() {
        assertThat(workload.eventNames()).containsExactly("bench_2a_a", "bench_2a_b", "bench_2a_c");
        assertThat(new Workload(1, 1, 0, 0, List.of("event_a")).eventName(5)).isEqualTo("event_a");
    }

    @Test
    void more_deletes_than_inserts_are_refused() {
        assertThatThrownBy(() -> new Workload(1, 10, 0, 11, List.of())).hasMessageContaining("11 deletes of 10 events");
    }

    private List<Integer> events(IntPredicate condition) {
        return IntStream.range(0, workload.creates()).filter(condition).boxed().toList();
    }

    private List<Integer> targets(Operation operation) {
        return IntStream.range(0, workload.count(operation))
                .map(number -> workload.eventOf(operation, number))
                .boxed()
                .toList();
    }
}
