package dev.eventlane.job.clickhouse.internal;

import java.time.Clock;

/** How long ago a row came. */
final class RowAge {

    private RowAge() {}

    /** In milliseconds; 0 if there is no row, or if the clock was set back. */
    static long at(Clock clock, long rowMillis) {
        return rowMillis == PendingRows.NO_ROW ? 0 : Math.max(0, clock.millis() - rowMillis);
    }
}
