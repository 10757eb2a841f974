package dev.eventlane.replay;

import dev.eventlane.replay.Entry.DeadLetter;
import dev.eventlane.replay.Entry.Foreign;
import dev.eventlane.replay.Entry.ReplayNote;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** What the topic of dead letters holds: each dead letter once, and which of them were replayed. Not thread-safe. */
final class Inventory {
    private final Map<Origin, DeadLetter> letters = new LinkedHashMap<>();
    private final Map<Origin, ReplayNote> notes = new HashMap<>();
    private final Set<Written> replays = new HashSet<>();
    private int foreign;

    /** Where a replay lies in its topic. */
    private record Written(String topic, int partition, long offset) {}

    /** Takes the next record of the topic. */
    void add(Entry entry) {
        if (entry instanceof DeadLetter letter) {
            letters.put(letter.origin(), letter);
        } else if (entry instanceof ReplayNote note) {
            notes.put(note.origin(), note);
            replays.add(new Written(note.origin().topic(), note.replayedPartition(), note.replayedOffset()));
        } else if (entry instanceof Foreign) {
            foreign++;
        }
    }

    Collection<DeadLetter> letters() {
        return letters.values();
    }

    /** The last replay of each dead letter that was replayed. */
    Collection<ReplayNote> notes() {
        return notes.values();
    }

    boolean isReplayed(DeadLetter letter) {
        return notes.containsKey(letter.origin());
    }

    /** Whether it is itself a replay, of a dead letter whose cause was not mended then. */
    boolean cameBack(DeadLetter letter) {
        Origin origin = letter.origin();
        return replays.contains(new Written(origin.topic(), origin.partition(), origin.offset()));
    }

    /** How many records are no dead letters of ours. */
    int foreign() {
        return foreign;
    }
}
