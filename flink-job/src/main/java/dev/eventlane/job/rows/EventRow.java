package dev.eventlane.job.rows;

import dev.eventlane.core.event.EventKey;
import dev.eventlane.job.lifecycle.EventState;

/**
 * A row of table {@code events}: one version of one event.
 *
 * @param key the event
 * @param state the version
 */
public record EventRow(EventKey key, EventState.Stored state) {}
