package dev.eventlane.client;

import java.time.LocalDate;

/**
 * How many events of a name there were on a day, and how many of them with an error.
 *
 * @param date in UTC
 */
public record ErrorCount(LocalDate date, String eventName, long errorCount, long totalCount) {}
