package dev.eventlane.job.clickhouse.internal;

import dev.eventlane.job.clickhouse.InsertRefusedException;
import dev.eventlane.job.clickhouse.RetryBackoff;
import dev.eventlane.job.clickhouse.internal.InsertOutcome.Failure;
import java.io.IOException;
import java.time.Clock;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Inserts a batch until the server has it, however long that takes, or fails the job. The caller's thread is kept: in a
 * Flink task that is the back-pressure which stops the job from piling up rows while ClickHouse is away.
 */
final class PersistentInserter implements AutoCloseable {

    private final InsertAttempt attempts;
    private final RetryBackoff bounds;
    private final InsertMetrics metrics;
    private final PendingRows pending;
    private final Clock clock;
    private final Pause pause;
    private final RetryLog log;

    PersistentInserter(
            InsertAttempt attempts,
            RetryBackoff bounds,
            InsertMetrics metrics,
            PendingRows pending,
            Clock clock,
            Pause pause) {
        this.attempts = attempts;
        this.bounds = bounds;
        this.metrics = metrics;
        this.pending = pending;
        this.clock = clock;
        this.pause = pause;
        this.log = new RetryLog(clock);
    }

    /**
     * Returns when the rows are stored, and so no longer pending.
     *
     * @throws InsertRefusedException if the server refuses the batch for good
     * @throws InterruptedException if the job is being cancelled; the batch is still in the checkpoint
     */
    void insert(InsertCommittable batch) throws IOException, InterruptedException {
        long started = clock.millis();
        try {
            insertUntilStored(batch);
        } finally {
            pending.waitsForServer(false);
        }
        pending.remove(batch);
        metrics.inserted(batch, started);
        log.succeeded(batch);
    }

    private void insertUntilStored(InsertCommittable batch) throws IOException, InterruptedException {
        Patience patience = new Patience();
        Backoff backoff = new Backoff(bounds, () -> ThreadLocalRandom.current().nextDouble());
        for (int attempt = 1; ; attempt++) {
            // A fresh token each time: see the package's description.
            InsertOutcome outcome = attempts.insert(batch, UUID.randomUUID().toString());
            if (!(outcome instanceof Failure failure)) {
                return;
            }
            metrics.failed(failure.kind());
            react(batch, patience, failure);
            pending.waitsForServer(true);
            long wait = backoff.nextMillis();
            log.failed(batch, attempt, failure, wait);
            metrics.retried();
            pause.millis(wait);
        }
    }

    private static void react(InsertCommittable batch, Patience patience, Failure failure)
            throws InsertRefusedException {
        switch (failure.kind()) {
            case UNREACHABLE, TURNED_AWAY, AMBIGUOUS -> {
                // It passes by itself; and repeating rows is harmless.
            }
            case UNEXPLAINED -> {
                if (patience.isOver()) {
                    throw refused(batch, failure);
                }
            }
            case REFUSED -> throw refused(batch, failure);
        }
    }

    private static InsertRefusedException refused(InsertCommittable batch, Failure failure) {
        String column = ServerMessage.column(failure.message()).orElse(null);
        return new InsertRefusedException(
                "ClickHouse refuses " + batch + (column == null ? "" : ", column '" + column + "'") + ": "
                        + failure.message() + ". To go on, " + failure.hint()
                        + ". The batch is kept in the checkpoint and inserted when the job restarts",
                batch.table(),
                column,
                failure.code(),
                failure.cause());
    }

    @Override
    public void close() {
        attempts.close();
    }
}
