package dev.eventlane.job.lifecycle;

import static dev.eventlane.job.lifecycle.LifecycleHarness.CREATED;
import static dev.eventlane.job.lifecycle.LifecycleHarness.KEY;
import static dev.eventlane.job.lifecycle.LifecycleHarness.creating;
import static dev.eventlane.job.lifecycle.LifecycleHarness.deleting;
import static dev.eventlane.job.lifecycle.LifecycleHarness.error;
import static dev.eventlane.job.lifecycle.LifecycleHarness.latency;
import static dev.eventlane.job.lifecycle.LifecycleHarness.updating;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.eventlane.core.event.EventFields;
import dev.eventlane.core.operation.EnvelopeCodec;
import dev.eventlane.core.operation.Operation;
import dev.eventlane.job.deadletter.DeadLetter;
import dev.eventlane.job.deadletter.DeadLetter.Reason;
import dev.eventlane.job.lifecycle.EventState.Deleted;
import dev.eventlane.job.lifecycle.EventState.Live;
import dev.eventlane.job.rows.EventRow;
import dev.eventlane.job.source.SourceRecord;
import java.time.Duration;
import java.util.List;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EventLifecycleTest {
    private static final long T0 = 1_800_000_000_000L;

    private static final String FULL = "as much waits for the event's create as may wait: 1000 operations or 1 MiB";

    private LifecycleHarness lifecycle;

    @BeforeEach
    void start() throws Exception {
        lifecycle = LifecycleHarness.start();
    }

    @AfterEach
    void stop() throws Exception {
        lifecycle.close();
    }

    @Test
    void a_create_makes_a_row_with_the_defaults_filled_in() throws Exception {
        Operation.Create create = creating(latency(5));

        assertThat(lifecycle.apply(create, T0))
                .containsExactly(new EventRow(
                        KEY,
                        new Live(
                                T0 * 1024,
                                "conv",
                                CREATED.toEpochMilli(),
                                T0,
                                EventFields.DEFAULTS.with(latency(5)),
                                OperationIds.NONE.plus(create.operationId(), T0))));
    }

    @Test
    void an_update_changes_what_it_gives_and_nothing_else() throws Exception {
        Operation.Create create = creating(latency(5));
        Operation.Update update = updating(error("boom"));
        lifecycle.apply(create, T0);

        assertThat(lifecycle.apply(update, T0 + 7))
                .containsExactly(new EventRow(
                        KEY,
                        new Live(
                                (T0 + 7) * 1024,
                                "conv",
                                CREATED.toEpochMilli(),
                                T0 + 7,
                                EventFields.DEFAULTS.with(latency(5)).with(error("boom")),
                                OperationIds.NONE.plus(create.operationId(), T0).plus(update.operationId(), T0 + 7))));
    }

    @Test
    void versions_grow_within_a_millisecond_and_when_the_clock_goes_back() throws Exception {
        lifecycle.apply(creating(latency(0)), T0);

        assertThat(version(lifecycle.apply(updating(latency(1)), T0))).isEqualTo(T0 * 1024 + 1);
        assertThat(version(lifecycle.apply(updating(latency(2)), T0))).isEqualTo(T0 * 1024 + 2);
        assertThat(version(lifecycle.apply(updating(latency(3)), T0 - 60_000))).isEqualTo(T0 * 1024 + 3);
        assertThat(version(lifecycle.apply(updating(latency(4)), T0 + 1))).isEqualTo((T0 + 1) * 1024);
    }

    @Test
    void a_delete_makes_a_tombstone_of_the_same_identity() throws Exception {
        lifecycle.apply(creating(latency(5)), T0);
        Deleted tombstone = (Deleted) only(lifecycle.apply(deleting(), T0 + 1)).state();

        assertThat(tombstone.version()).isEqualTo((T0 + 1) * 1024);
        assertThat(tombstone.conversationId()).isEqualTo("conv");
        assertThat(tombstone.createdAt()).isEqualTo(CREATED.toEpochMilli());
        assertThat(tombstone.updatedAt()).isEqualTo(T0 + 1);
    }

    @Test
    void after_a_delete_nothing_changes_the_event() throws Exception {
        lifecycle.apply(creating(latency(5)), T0);
        lifecycle.apply(deleting(), T0 + 1);

        assertThat(lifecycle.apply(updating(latency(6)), T0 + 2)).isEmpty();
        assertThat(lifecycle.apply(creating(latency(7)), T0 + 3)).isEmpty();
        assertThat(lifecycle.apply(deleting(), T0 + 4)).isEmpty();
        assertThat(lifecycle.newDeadLetters()).isEmpty();
    }

    @Test
    void a_second_create_of_the_same_event_changes_nothing() throws Exception {
        lifecycle.apply(creating(latency(5)), T0);

        assertThat(lifecycle.apply(creating(latency(6)), T0 + 1)).isEmpty();
    }

    @Test
    void a_repeat_of_an_operation_has_no_effect_even_when_the_event_changed_meanwhile() throws Exception {
        Operation toOne = updating(latency(1));
        lifecycle.apply(creating(latency(0)), T0);
        lifecycle.apply(toOne, T0 + 1);
        lifecycle.apply(updating(latency(2)), T0 + 2);

        assertThat(lifecycle.apply(toOne, T0 + 3)).isEmpty();
    }

    @Test
    void a_repeat_of_an_operation_that_changed_nothing_has_no_effect_either() throws Exception {
        Operation toOne = updating(latency(1));
        lifecycle.apply(creating(latency(1)), T0);
        assertThat(lifecycle.apply(toOne, T0 + 1)).isEmpty();
        lifecycle.apply(updating(latency(2)), T0 + 2);

        assertThat(lifecycle.apply(toOne, T0 + 3)).isEmpty();
    }

    @Test
    void an_operation_id_is_forgotten_after_a_day_or_many_operations() throws Exception {
        Operation first = updating(latency(1));
        lifecycle.apply(creating(latency(0)), T0);
        lifecycle.apply(first, T0 + 1);
        long dayLater = T0 + OperationIds.MAX_AGE.toMillis() + 2;
        lifecycle.apply(updating(latency(2)), dayLater);
        assertThat(lifecycle.apply(first, dayLater + 1)).hasSize(1);

        Operation next = updating(latency(3));
        lifecycle.apply(next, dayLater + 2);
        for (int i = 0; i < OperationIds.MAX; i++) {
            lifecycle.apply(updating(latency(10 + i)), dayLater + 3 + i);
        }
        assertThat(lifecycle.apply(next, dayLater + 100)).hasSize(1);
    }

    @Test
    void an_update_that_changes_no_value_writes_nothing() throws Exception {
        lifecycle.apply(creating(latency(5)), T0);

        assertThat(lifecycle.apply(updating(latency(5)), T0 + 1)).isEmpty();
        assertThat(lifecycle.apply(updating(error("")), T0 + 2)).isEmpty();
    }

    @Test
    void operations_before_their_create_wait_and_then_apply_in_order_as_one_row() throws Exception {
        assertThat(lifecycle.apply(updating(latency(1)), T0)).isEmpty();
        assertThat(lifecycle.apply(updating(latency(2)), T0 + 1)).isEmpty();

        Live live = (Live) only(lifecycle.apply(creating(latency(0)), T0 + 2)).state();

        assertThat(live.fields()).isEqualTo(EventFields.DEFAULTS.with(latency(2)));
        assertThat(live.version()).isEqualTo((T0 + 2) * 1024 + 2);
        assertThat(live.operations().entries()).hasSize(3);
    }

    @Test
    void a_delete_before_its_create_leaves_a_tombstone() throws Exception {
        lifecycle.apply(deleting(), T0);

        assertThat(only(lifecycle.apply(creating(latency(0)), T0 + 1)).state()).isInstanceOf(Deleted.class);
    }

    @Test
    void a_repeat_among_waiting_operations_waits_once() throws Exception {
        Operation update = updating(latency(1));
        lifecycle.apply(update, T0);
        lifecycle.apply(update, T0 + 1);

        Live live = (Live) only(lifecycle.apply(creating(latency(0)), T0 + 2)).state();
        assertThat(live.version()).isEqualTo((T0 + 2) * 1024 + 1);
    }

    @Test
    void what_the_create_does_not_come_for_in_time_goes_to_the_dead_letters_with_its_bytes() throws Exception {
        SourceRecord first = lifecycle.apply(EnvelopeCodec.encode(updating(latency(1))), T0);
        SourceRecord second = lifecycle.apply(EnvelopeCodec.encode(updating(latency(2))), T0 + minutes(6));
        lifecycle.readUpTo(T0 + minutes(10));

        String detail = "the event's create did not come within PT10M";
        assertThat(lifecycle.newDeadLetters()).containsExactly(new DeadLetter(Reason.CREATE_MISSING, detail, first));
        lifecycle.readUpTo(T0 + minutes(16));
        assertThat(lifecycle.newDeadLetters()).containsExactly(new DeadLetter(Reason.CREATE_MISSING, detail, second));
        assertThat(lifecycle.keysInState()).isZero();
        assertThat(lifecycle.newRows()).isEmpty();
    }

    @Test
    void however_long_the_job_stands_still_an_operation_waits_until_what_follows_it_was_read() throws Exception {
        lifecycle.apply(updating(latency(1)), T0);
        OperatorSubtaskState beforeTheOutage = lifecycle.snapshot();

        try (LifecycleHarness afterwards = LifecycleHarness.restore(beforeTheOutage)) {
            afterwards.readUpTo(T0 + minutes(9));
            assertThat(afterwards.apply(creating(latency(0)), T0 + minutes(9) + 1))
                    .hasSize(1);
            afterwards.readUpTo(T0 + minutes(100));
            assertThat(afterwards.newDeadLetters()).isEmpty();
        }
    }

    @Test
    void a_create_in_time_leaves_nothing_to_expire() throws Exception {
        lifecycle.apply(updating(latency(1)), T0);
        lifecycle.apply(creating(latency(0)), T0 + 1);
        lifecycle.readUpTo(T0 + minutes(60));

        assertThat(lifecycle.newDeadLetters()).isEmpty();
        assertThat(lifecycle.apply(updating(latency(2)), T0 + minutes(60) + 1)).hasSize(1);
    }

    @Test
    void more_than_a_thousand_waiting_operations_of_one_event_go_to_the_dead_letters() throws Exception {
        for (int i = 0; i < 1_000; i++) {
            lifecycle.apply(updating(latency(i)), T0);
        }
        SourceRecord surplus = lifecycle.apply(EnvelopeCodec.encode(updating(latency(1_000))), T0);

        assertThat(lifecycle.newDeadLetters()).containsExactly(new DeadLetter(Reason.TOO_MANY_WAITING, FULL, surplus));
        assertThat(((Live) only(lifecycle.apply(creating(latency(0)), T0)).state()).fields())
                .isEqualTo(EventFields.DEFAULTS.with(latency(999)));
    }

    @Test
    void more_than_a_mebibyte_of_waiting_operations_goes_to_the_dead_letters() throws Exception {
        lifecycle.apply(updating(error("x".repeat(700_000))), T0);
        SourceRecord surplus = lifecycle.apply(EnvelopeCodec.encode(updating(error("y".repeat(700_000)))), T0);

        assertThat(lifecycle.newDeadLetters()).containsExactly(new DeadLetter(Reason.TOO_MANY_WAITING, FULL, surplus));
    }

    @Test
    void one_operation_waits_however_large_it_is() throws Exception {
        lifecycle.apply(updating(error("x".repeat(2_000_000))), T0);

        assertThat(lifecycle.newDeadLetters()).isEmpty();
        assertThat(lifecycle.apply(creating(latency(0)), T0)).hasSize(1);
    }

    @Test
    void a_tombstone_is_forgotten_when_its_time_is_over() throws Exception {
        lifecycle.apply(creating(latency(5)), T0);
        lifecycle.apply(deleting(), T0 + 1);
        lifecycle.readUpTo(T0 + minutes(60));
        assertThat(lifecycle.keysInState()).isOne();
        lifecycle.readUpTo(T0 + minutes(60) + 1);

        assertThat(lifecycle.keysInState()).isZero();
        assertThat(lifecycle.timers()).isZero();
    }

    @Test
    void a_malformed_record_goes_to_the_dead_letters_and_the_event_goes_on() throws Exception {
        lifecycle.apply(creating(latency(5)), T0);
        SourceRecord broken = lifecycle.apply("{\"operation\":\"update\"".getBytes(UTF_8), T0 + 1);

        List<DeadLetter> letters = lifecycle.newDeadLetters();
        assertThat(letters).hasSize(1);
        assertThat(letters.get(0).reason()).isEqualTo(Reason.MALFORMED);
        assertThat(letters.get(0).detail()).startsWith("not JSON at byte");
        assertThat(letters.get(0).record()).isEqualTo(broken);
        assertThat(lifecycle.apply(updating(latency(6)), T0 + 2)).hasSize(1);
    }

    @Test
    void what_was_live_deleted_or_waiting_is_so_after_a_restore() throws Exception {
        Operation applied = updating(latency(1));
        lifecycle.apply(creating(latency(0)), T0);
        lifecycle.apply(applied, T0 + 1);
        OperatorSubtaskState live = lifecycle.snapshot();
        lifecycle.apply(deleting(), T0 + 2);
        OperatorSubtaskState deleted = lifecycle.snapshot();

        try (LifecycleHarness restored = LifecycleHarness.restore(live)) {
            assertThat(restored.apply(applied, T0 + 3)).isEmpty();
            assertThat(version(restored.apply(updating(latency(2)), T0))).isEqualTo((T0 + 1) * 1024 + 1);
        }
        try (LifecycleHarness restored = LifecycleHarness.restore(deleted)) {
            assertThat(restored.apply(updating(latency(2)), T0 + 3)).isEmpty();
        }
        try (LifecycleHarness waiting = LifecycleHarness.start()) {
            waiting.apply(updating(latency(9)), T0);
            try (LifecycleHarness restored = LifecycleHarness.restore(waiting.snapshot())) {
                Live created = (Live)
                        only(restored.apply(creating(latency(0)), T0 + 1)).state();
                assertThat(created.fields()).isEqualTo(EventFields.DEFAULTS.with(latency(9)));
            }
        }
    }

    private static long minutes(int minutes) {
        return Duration.ofMinutes(minutes).toMillis();
    }

    private static EventRow only(List<EventRow> rows) {
        assertThat(rows).hasSize(1);
        return rows.get(0);
    }

    private static long version(List<EventRow> rows) {
        return only(rows).state().version();
    }
}
