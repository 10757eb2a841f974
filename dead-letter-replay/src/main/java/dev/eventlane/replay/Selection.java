package dev.eventlane.replay;

import dev.eventlane.replay.Entry.DeadLetter;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;

/**
 * Which dead letters are meant. What is empty leaves all.
 *
 * @param reasons any of these
 * @param projectId only those that tell that they are of this project
 * @param eventId only those that tell that they are about this event
 * @param from not accepted by Kafka before
 * @param to accepted by Kafka before
 * @param partition only of this partition of the topic of operations
 * @param offset only the one at this offset of the topic of operations
 */
record Selection(
        Set<String> reasons,
        Optional<String> projectId,
        Optional<UUID> eventId,
        Optional<Instant> from,
        Optional<Instant> to,
        OptionalInt partition,
        OptionalLong offset) {

    Selection {
        reasons = Set.copyOf(reasons);
    }

    boolean includes(DeadLetter letter) {
        Origin origin = letter.origin();
        Instant receivedAt = Instant.ofEpochMilli(origin.timestamp());
        return (reasons.isEmpty() || reasons.contains(letter.reason()))
                && projectId
                        .filter(id -> !Objects.equals(id, letter.head().projectId()))
                        .isEmpty()
                && eventId.filter(id -> !Objects.equals(id, letter.head().eventId()))
                        .isEmpty()
                && from.filter(receivedAt::isBefore).isEmpty()
                && to.filter(time -> !receivedAt.isBefore(time)).isEmpty()
                && partition.orElse(origin.partition()) == origin.partition()
                && offset.orElse(origin.offset()) == origin.offset();
    }
}
