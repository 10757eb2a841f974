package dev.eventlane.systemtests.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eventlane.systemtests.fault.Fault;
import dev.eventlane.systemtests.fault.Faults;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ScheduleTest {
    private static final List<Fault> KILLS = Faults.kills();

    @Test
    void the_same_seed_chooses_the_same() {
        assertThat(faults(new Schedule(3, KILLS, KILLS), 40)).isEqualTo(faults(new Schedule(3, KILLS, KILLS), 40));
        assertThat(faults(new Schedule(3, KILLS, KILLS), 40)).isNotEqualTo(faults(new Schedule(4, KILLS, KILLS), 40));
    }

    @Test
    void every_fault_comes_once_before_any_comes_again() {
        Set<Fault> singles = new HashSet<>();
        faults(new Schedule(3, KILLS, List.of()), KILLS.size()).forEach(singles::addAll);

        assertThat(singles).containsExactlyInAnyOrderElementsOf(KILLS);
    }

    @Test
    void every_fourth_time_two_different_ones_come_at_once() {
        List<List<Fault>> faults = faults(new Schedule(3, KILLS, KILLS), 8);

        assertThat(faults).extracting(List::size).containsExactly(1, 1, 1, 2, 1, 1, 1, 2);
        assertThat(faults.get(3)).doesNotHaveDuplicates();
    }

    private static List<List<Fault>> faults(Schedule schedule, int count) {
        return Stream.generate(schedule::next).limit(count).toList();
    }
}
