package dev.eventlane.job.lifecycle;

import static dev.eventlane.job.lifecycle.LifecycleHarness.CREATED;
import static dev.eventlane.job.lifecycle.LifecycleHarness.KEY;
import static dev.eventlane.job.lifecycle.LifecycleHarness.creating;
import static dev.eventlane.job.lifecycle.LifecycleHarness.deleting;
import static dev.eventlane.job.lifecycle.LifecycleHarness.error;
import static dev.eventlane.job.lifecycle.LifecycleHarness.latency;
import static dev.eventlane.job.lifecycle.LifecycleHarness.updating;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.eventlane.core.event.EventFields;
import dev.eventlane.core.event.EventKey;
import dev.eventlane.core.operation.Operation;
import dev.eventlane.job.deadletter.DeadLetter;
import dev.eventlane.job.deadletter.DeadLetter.Reason;
import dev.eventlane.job.lifecycle.EventState.Deleted;
import dev.eventlane.job.lifecycle.EventState.Live;
import dev.eventlane.job.lifecycle.EventState.Stored;
import dev.eventlane.job.rows.EventRow;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** With STATE_TTL: state is dropped only when ClickHouse has it, and is read back before anything is applied. */
class StateTtlTest {
    private static final LifecycleOptions OPTIONS =
            new LifecycleOptions(Duration.ofMinutes(10), Duration.ofHours(1), Duration.ofDays(1));
    private static final long DAY = Duration.ofDays(1).toMillis();
    private static final long STEP = DAY / 8;

    /** Later than the time inside the key's UUIDv7, by more than the state lives. */
    private static final long T0 = 1_800_000_000_000L;

    private static final Stored ROW =
            new Live(7, "conv", CREATED.toEpochMilli(), 6, EventFields.DEFAULTS.with(latency(5)), OperationIds.NONE);

    private final AnsweringArchive archive = new AnsweringArchive();
    private LifecycleHarness lifecycle;

    @BeforeEach
    void start() throws Exception {
        lifecycle = LifecycleHarness.start(OPTIONS, () -> archive);
    }

    @AfterEach
    void stop() throws Exception {
        lifecycle.close();
    }

    @Test
    void an_update_is_applied_to_the_row_that_clickhouse_has() throws Exception {
        Operation.Update update = updating(error("boom"));

        assertThat(lifecycle.apply(update, T0)).isEmpty();
        archive.answer(Optional.of(ROW));

        assertThat(answered())
                .containsExactly(new EventRow(
                        KEY,
                        new Live(
                                T0 * 1024,
                                "conv",
                                CREATED.toEpochMilli(),
                                T0,
                                EventFields.DEFAULTS.with(latency(5)).with(error("boom")),
                                OperationIds.NONE.plus(update.operationId(), T0))));
    }

    @Test
    void operations_that_come_while_it_is_looked_up_are_applied_in_their_order() throws Exception {
        lifecycle.apply(updating(latency(6)), T0);
        lifecycle.apply(creating(latency(99)), T0 + 1);
        lifecycle.apply(updating(latency(7)), T0 + 2);
        lifecycle.apply(deleting(), T0 + 3);
        lifecycle.apply(updating(latency(8)), T0 + 4);
        archive.answer(Optional.of(ROW));

        assertThat(answered())
                .extracting(row -> row.state().version(), row -> row.state().getClass())
                .containsExactly(
                        tuple(T0 * 1024, Live.class),
                        tuple((T0 + 2) * 1024, Live.class),
                        tuple((T0 + 3) * 1024, Deleted.class));
        assertThat(archive.questions).isEqualTo(1);
    }

    @Test
    void a_deleted_event_stays_deleted() throws Exception {
        lifecycle.apply(creating(latency(6)), T0);
        archive.answer(Optional.of(new Deleted(7, "conv", CREATED.toEpochMilli(), 6, OperationIds.NONE)));

        assertThat(answered()).isEmpty();
        assertThat(lifecycle.apply(updating(latency(7)), T0 + 1)).isEmpty();
    }

    @Test
    void a_create_that_comes_again_after_its_state_was_dropped_changes_nothing() throws Exception {
        lifecycle.apply(creating(latency(6)), T0);
        archive.answer(Optional.of(ROW));

        assertThat(answered()).isEmpty();
    }

    @Test
    void an_unknown_event_is_created_by_what_waited() throws Exception {
        lifecycle.apply(updating(error("boom")), T0);
        lifecycle.apply(creating(latency(6)), T0 + 1);
        archive.answer(Optional.empty());

        assertThat(answered())
                .extracting(row -> ((Live) row.state()).fields())
                .containsExactly(EventFields.DEFAULTS.with(latency(6)).with(error("boom")));
    }

    @Test
    void an_unknown_event_lets_its_update_wait_for_the_create_as_ever() throws Exception {
        Operation.Update update = updating(error("boom"));
        lifecycle.apply(update, T0);
        archive.answer(Optional.empty());

        assertThat(answered()).isEmpty();
        lifecycle.readUpTo(T0 + Duration.ofMinutes(10).toMillis());
        assertThat(lifecycle.newDeadLetters()).extracting(DeadLetter::reason).containsExactly(Reason.CREATE_MISSING);
        assertThat(lifecycle.keysInState()).isZero();
    }

    @Test
    void a_create_with_an_id_made_just_now_is_not_looked_up() throws Exception {
        assertThat(lifecycle.apply(creatingYoung(T0 - 5), T0)).hasSize(1);
        assertThat(archive.questions).isZero();
    }

    @Test
    void after_a_restart_it_is_asked_again() throws Exception {
        lifecycle.apply(updating(latency(6)), T0);
        OperatorSubtaskState snapshot = lifecycle.snapshot();

        AnsweringArchive other = new AnsweringArchive();
        try (LifecycleHarness restored = LifecycleHarness.restore(snapshot, OPTIONS, () -> other)) {
            restored.waitMillis(2_000);
            other.answer(Optional.of(ROW));
            restored.waitMillis(2_000);

            assertThat(restored.newRows())
                    .extracting(row -> ((Live) row.state()).fields().latency())
                    .containsExactly(6.0);
        }
    }

    @Test
    void more_than_may_wait_holds_the_job_up_and_is_not_refused() throws Exception {
        lifecycle.apply(updating(latency(1)), T0);
        archive.answer(Optional.of(ROW));
        for (int i = 2; i <= 1_001; i++) {
            lifecycle.apply(updating(latency(i)), T0);
        }

        assertThat(lifecycle.newDeadLetters()).isEmpty();
        lifecycle.waitMillis(10);
        assertThat(lifecycle.apply(updating(latency(2_000)), T0 + 1))
                .extracting(row -> ((Live) row.state()).fields().latency())
                .containsExactly(2_000.0);
    }

    @Test
    void a_state_is_dropped_when_it_is_old_and_its_row_was_inserted() throws Exception {
        create();
        lifecycle.readUpTo(T0);
        lifecycle.apply(updating(latency(6)), T0 + 1);
        lifecycle.readUpTo(T0 + 2);
        lifecycle.apply(updating(latency(6)), T0 + 3);
        lifecycle.checkpoint();
        lifecycle.checkpoint();

        lifecycle.readUpTo(T0 + DAY);
        assertThat(lifecycle.keysInState()).isEqualTo(1);
        lifecycle.readUpTo(T0 + DAY + STEP + 3);
        assertThat(lifecycle.keysInState()).isZero();
        assertThat(lifecycle.timers()).isZero();
    }

    @Test
    void a_state_whose_row_may_not_be_inserted_yet_is_kept() throws Exception {
        create();
        lifecycle.readUpTo(T0);
        lifecycle.apply(updating(latency(6)), T0 + 1);
        lifecycle.readUpTo(T0 + 2);
        lifecycle.apply(updating(latency(6)), T0 + 3);
        lifecycle.checkpoint();

        lifecycle.readUpTo(T0 + 3 * DAY);
        assertThat(lifecycle.keysInState()).isEqualTo(1);
        lifecycle.checkpoint();
        lifecycle.readUpTo(T0 + 4 * DAY);
        assertThat(lifecycle.keysInState()).isZero();
    }

    @Test
    void an_operation_that_comes_late_starts_the_wait_for_its_insert_anew() throws Exception {
        create();
        lifecycle.readUpTo(T0 + 1000);
        lifecycle.apply(updating(latency(6)), T0 + 2000);
        lifecycle.checkpoint();
        lifecycle.checkpoint();
        lifecycle.apply(updating(latency(7)), T0 + 500);

        lifecycle.readUpTo(T0 + 3 * DAY);
        assertThat(lifecycle.keysInState()).isEqualTo(1);
    }

    @Test
    void a_row_that_comes_of_a_late_answer_keeps_its_state_until_it_is_inserted() throws Exception {
        lifecycle.apply(updating(error("boom")), T0);
        lifecycle.readUpTo(T0 + 2 * DAY);
        lifecycle.apply(creatingYoung(T0 + 2 * DAY), T0 + 2 * DAY + 1);
        lifecycle.checkpoint();
        lifecycle.checkpoint();
        archive.answer(Optional.of(ROW));
        lifecycle.waitMillis(2_000);

        lifecycle.readUpTo(T0 + 2 * DAY + 2);
        assertThat(lifecycle.keysInState()).isEqualTo(2);
        lifecycle.checkpoint();
        lifecycle.checkpoint();
        lifecycle.readUpTo(T0 + 2 * DAY + 2 + STEP);
        assertThat(lifecycle.keysInState()).isEqualTo(1);
    }

    @Test
    void when_nothing_is_dropped_any_more_what_was_dropped_is_still_looked_up() throws Exception {
        OperatorSubtaskState snapshot = lifecycle.snapshot();
        LifecycleOptions forEver = new LifecycleOptions(Duration.ofMinutes(10), Duration.ofHours(1), null);

        try (LifecycleHarness later = LifecycleHarness.restore(snapshot, forEver, () -> archive)) {
            later.apply(updating(latency(6)), T0);
            archive.answer(Optional.of(ROW));
            later.waitMillis(10);
            assertThat(later.newRows())
                    .extracting(row -> ((Live) row.state()).fields().latency())
                    .containsExactly(6.0);
            assertThat(later.apply(creatingYoung(T0), T0 + 1)).hasSize(1);
        }
    }

    @Test
    void whatever_waits_for_an_answer_it_is_looked_for_once_at_a_time() throws Exception {
        for (int i = 0; i < 100; i++) {
            lifecycle.apply(updating(latency(i)), T0);
        }
        assertThat(lifecycle.processingTimers()).isEqualTo(1);
        lifecycle.waitMillis(10);
        assertThat(lifecycle.processingTimers()).isEqualTo(1);
    }

    @Test
    void each_operation_keeps_the_state_for_longer_even_if_it_changed_nothing() throws Exception {
        create();
        lifecycle.readUpTo(T0 + DAY / 2);
        lifecycle.apply(updating(latency(5)), T0 + DAY / 2 + 1);
        lifecycle.readUpTo(T0 + DAY / 2 + 2);
        lifecycle.apply(updating(latency(5)), T0 + DAY / 2 + 3);
        lifecycle.checkpoint();
        lifecycle.checkpoint();

        lifecycle.readUpTo(T0 + DAY + 2 * STEP);
        assertThat(lifecycle.keysInState()).isEqualTo(1);
        lifecycle.readUpTo(T0 + DAY + DAY / 2 + 2 * STEP);
        assertThat(lifecycle.keysInState()).isZero();
    }

    @Test
    void an_id_with_a_time_of_the_future_keeps_its_state_until_then() throws Exception {
        lifecycle.apply(creatingYoung(T0 + 10 * DAY), T0);
        lifecycle.readUpTo(T0 + 1);
        lifecycle.checkpoint();
        lifecycle.checkpoint();

        lifecycle.readUpTo(T0 + 9 * DAY);
        assertThat(lifecycle.keysInState()).isEqualTo(1);
    }

    private void create() throws Exception {
        lifecycle.apply(creating(latency(5)), T0);
        archive.answer(Optional.empty());
        assertThat(answered()).hasSize(1);
    }

    private List<EventRow> answered() throws Exception {
        lifecycle.waitMillis(10);
        return lifecycle.newRows();
    }

    /** A create whose ID was made at this time. */
    private static Operation.Create creatingYoung(long made) {
        EventKey key = new EventKey("default", new UUID(made << 16 | 0x7000L, 0x8000_0000_0000_0001L));
        return new Operation.Create(key, UUID.randomUUID(), CREATED, "conv", CREATED, latency(1));
    }

    /** Answers when the test says so. */
    private static final class AnsweringArchive implements EventArchive {
        private int questions;
        private CompletableFuture<Optional<Stored>> open = new CompletableFuture<>();

        @Override
        public CompletableFuture<Optional<Stored>> find(EventKey key) {
            questions++;
            open = new CompletableFuture<>();
            return open;
        }

        void answer(Optional<Stored> found) {
            open.complete(found);
        }

        @Override
        public void close() {}
    }
}
