package dev.eventlane.job.source;

import dev.eventlane.core.event.EventKey;

/**
 * A record of which it is known what event it is about; all else of it is still to be read.
 *
 * @param key the event
 * @param record the record as it came
 */
public record RoutedRecord(EventKey key, SourceRecord record) {}
