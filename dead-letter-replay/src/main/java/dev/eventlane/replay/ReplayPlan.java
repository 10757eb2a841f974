package dev.eventlane.replay;

import dev.eventlane.core.event.EventKey;
import dev.eventlane.replay.Entry.DeadLetter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Queue;

/**
 * The order in which dead letters are replayed: as they lie in their topic, so that it is read from its beginning to its end, but
 * those of one event in the order in which they were accepted. The two can differ: what found no room to wait came to the dead
 * letters before what had waited already.
 */
final class ReplayPlan {
    private static final Comparator<DeadLetter> AS_ACCEPTED = Comparator.comparing(DeadLetter::origin, Origin.ORDER);

    private ReplayPlan() {}

    static List<DeadLetter> of(Collection<DeadLetter> selected) {
        List<DeadLetter> plan = new ArrayList<>(selected);
        plan.sort(Comparator.comparing(DeadLetter::position));
        Map<EventKey, Queue<DeadLetter>> byEvent = new HashMap<>();
        for (DeadLetter letter : plan) {
            letter.head().key().ifPresent(key -> byEvent.computeIfAbsent(
                            key, unused -> new PriorityQueue<>(AS_ACCEPTED))
                    .add(letter));
        }
        // Each event keeps its places among the others.
        plan.replaceAll(letter ->
                letter.head().key().map(key -> byEvent.get(key).remove()).orElse(letter));
        return List.copyOf(plan);
    }
}
