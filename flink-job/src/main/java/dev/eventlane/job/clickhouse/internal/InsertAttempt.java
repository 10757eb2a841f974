package dev.eventlane.job.clickhouse.internal;

/** One try to insert a batch. */
interface InsertAttempt extends AutoCloseable {

    /**
     * Sends the batch once and waits for the answer.
     *
     * @param token the server drops the insert if it remembers another with this token
     * @throws InterruptedException if the waiting thread is interrupted; the insert may go on
     */
    InsertOutcome insert(InsertCommittable batch, String token) throws InterruptedException;

    @Override
    void close();
}
