package dev.eventlane.job.clickhouse.internal;

import dev.eventlane.job.clickhouse.internal.InsertOutcome.Failure;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the operator of inserts that are tried again: at once, then at most one line in a while. */
final class RetryLog {

    private static final Logger LOG = LoggerFactory.getLogger(RetryLog.class);

    private final Seldom warning;
    private boolean toldOfFailure;

    RetryLog(Clock clock) {
        this.warning = new Seldom(clock);
    }

    void failed(InsertCommittable batch, int attempt, Failure failure, long waitMillis) {
        if (!warning.isDue()) {
            return;
        }
        toldOfFailure = true;
        LOG.warn(
                "Inserting {} failed at attempt {} ({}): {}. It is tried again in {} ms, and until it succeeds the job"
                        + " takes no more rows; none is lost. To look at: {}.",
                batch,
                attempt,
                failure.kind(),
                failure.message(),
                waitMillis,
                failure.hint());
    }

    void succeeded(InsertCommittable batch) {
        if (toldOfFailure) {
            toldOfFailure = false;
            LOG.info("Inserted {} after all; the job goes on", batch);
        }
    }
}
