package dev.eventlane.replay;

import java.util.Comparator;

/**
 * Where a dead letter came from, which identifies it.
 *
 * @param timestamp when Kafka appended it, in milliseconds since 1970; tells a topic from an earlier one of the same name
 */
record Origin(String topic, int partition, long offset, long timestamp) {
    /** The order in which operations of one event were accepted. */
    static final Comparator<Origin> ORDER =
            Comparator.comparing(Origin::topic).thenComparing(Origin::partition).thenComparing(Origin::offset);
}
