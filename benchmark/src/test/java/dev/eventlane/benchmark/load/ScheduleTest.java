package dev.eventlane.benchmark.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ScheduleTest {
    private static final long START = 1_000_000_007L;

    @Test
    void an_open_loop_is_due_at_its_rate_whatever_the_time_is() {
        Schedule schedule = new Schedule.OpenLoop(2_500);

        assertThat(schedule.dueAt(0, START, START + 99)).isEqualTo(START);
        assertThat(schedule.dueAt(1, START, START)).isEqualTo(START + 400_000);
        // It does not drift.
        assertThat(schedule.dueAt(900_000, START, START)).isEqualTo(START + TimeUnit.SECONDS.toNanos(360));
    }

    @Test
    void a_closed_loop_is_always_due() {
        assertThat(new Schedule.ClosedLoop().dueAt(5, START, START + 99)).isEqualTo(START + 99);
    }

    @Test
    void a_rate_counts_operations_not_requests() {
        assertThat(new LoadShape(1, 500, 10_000, true).schedule()).isEqualTo(new Schedule.OpenLoop(20));
        assertThat(new LoadShape(1, 0, 10_000, true).schedule()).isEqualTo(new Schedule.OpenLoop(10_000));
        assertThat(new LoadShape(1, 0, 0, true).schedule()).isEqualTo(new Schedule.ClosedLoop());
    }

    @Test
    void what_makes_no_load_is_refused() {
        assertThatThrownBy(() -> new LoadShape(0, 0, 0, true)).hasMessageContaining("the concurrency is 0");
        assertThatThrownBy(() -> new LoadShape(1, -1, 0, true)).hasMessageContaining("the batch size is -1");
        assertThatThrownBy(() -> new LoadShape(1, 0, -1, true)).hasMessageContaining("the rate is -1");
        assertThatThrownBy(() -> new LoadShape(1, 2, 0, false)).hasMessageContaining("batches need IDs");
        assertThatThrownBy(() -> new Schedule.OpenLoop(Double.NaN)).hasMessageContaining("NaN");
    }
}
