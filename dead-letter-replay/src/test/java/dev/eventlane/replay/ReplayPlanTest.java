package dev.eventlane.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eventlane.core.operation.EnvelopeHead;
import dev.eventlane.replay.Entry.DeadLetter;
import dev.eventlane.replay.Entry.Position;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ReplayPlanTest {
    private static final UUID A = new UUID(0, 1);
    private static final UUID B = new UUID(0, 2);

    @Test
    void dead_letters_are_replayed_as_they_lie_in_their_topic() {
        assertThat(plan(letter(0, A, 5), letter(1, B, 3), letter(2, null, 1), letter(3, null, 0)))
                .containsExactly(5L, 3L, 1L, 0L);
    }

    @Test
    void those_of_one_event_change_places_until_they_are_in_the_order_in_which_they_were_accepted() {
        assertThat(plan(letter(0, A, 30), letter(1, B, 15), letter(2, A, 10), letter(3, B, 14), letter(4, A, 20)))
                .containsExactly(10L, 14L, 20L, 15L, 30L);
    }

    @Test
    void the_same_id_in_another_project_is_another_event() {
        DeadLetter other = new DeadLetter(
                new Position(0, 1),
                new Origin("events", 0, 1, 0),
                "MALFORMED",
                new EnvelopeHead("other", A, null, null));

        assertThat(plan(letter(0, A, 2), other)).containsExactly(2L, 1L);
    }

    private static List<Long> plan(DeadLetter... letters) {
        return ReplayPlan.of(List.of(letters)).stream()
                .map(letter -> letter.origin().offset())
                .toList();
    }

    private static DeadLetter letter(long position, UUID event, long offset) {
        return new DeadLetter(
                new Position(0, position),
                new Origin("events", 0, offset, 0),
                "MALFORMED",
                new EnvelopeHead("default", event, null, null));
    }
}
