package dev.eventlane.replay;

import dev.eventlane.core.operation.EnvelopeHead;

/** A record of the topic of dead letters, without its bytes. */
sealed interface Entry {
    /** Where it lies. */
    Position position();

    /**
     * A place in the topic of dead letters.
     *
     * @param partition of that topic
     */
    record Position(int partition, long offset) implements Comparable<Position> {
        @Override
        public int compareTo(Position other) {
            return partition == other.partition
                    ? Long.compare(offset, other.offset)
                    : Integer.compare(partition, other.partition);
        }
    }

    /**
     * An operation that could not be applied.
     *
     * @param reason the name of the broken rule
     * @param head what its bytes tell
     */
    record DeadLetter(Position position, Origin origin, String reason, EnvelopeHead head) implements Entry {}

    /**
     * A note that a dead letter was replayed.
     *
     * @param origin of the dead letter
     * @param replayedAt when the note was appended, in milliseconds since 1970
     * @param replayedPartition where the replay lies in the topic of operations
     * @param replayedOffset where the replay lies in the topic of operations
     */
    record ReplayNote(Position position, Origin origin, long replayedAt, int replayedPartition, long replayedOffset)
            implements Entry {}

    /** Something that nobody of ours wrote. */
    record Foreign(Position position) implements Entry {}
}
