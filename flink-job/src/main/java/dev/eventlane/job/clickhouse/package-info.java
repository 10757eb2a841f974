/**
 * An exactly-once Flink sink for ClickHouse: {@link dev.eventlane.job.clickhouse.ClickHouseSink}. It knows nothing of
 * this project's events; what it writes is decided by a {@link dev.eventlane.job.clickhouse.RowEncoder}.
 *
 * <h2>What the tables must be like</h2>
 *
 * Repeating a row must change nothing: a ReplacingMergeTree by a version that the row carries, so that the same row
 * twice is one row, and an older row after a newer one is none. The sink repeats rows only after a failure, but then it
 * does, because the alternative is to lose some (below). {@code non_replicated_deduplication_window = 1000} in the
 * table's settings lets the server drop most repeats by itself.
 *
 * <h2>Who owns a batch</h2>
 *
 * At any time exactly one party answers for a row:
 *
 * <ol>
 *   <li>From {@code write} to the checkpoint's barrier, the <b>source</b>: rows lie encoded in the writer's buffer, which
 *       is no part of any checkpoint. If the task dies they are read again.
 *   <li>From the barrier to the end of the insert, the <b>checkpoint</b>: the writer has frozen its rows into batches
 *       ({@code InsertCommittable}) whose bytes never change again, and the checkpoint holds them together with the
 *       source's position. If the checkpoint does not complete, they are the source's again; if it does, they are
 *       inserted, after however many restarts, before any newer row.
 *   <li>From the server's acknowledgement on, <b>ClickHouse</b>. The batch leaves with the next checkpoint.
 * </ol>
 *
 * A crash between any two steps leaves the row with the owner of the earlier one, so the most that happens is that a
 * batch is inserted again.
 *
 * <h2>What the deduplication token is for, and what not</h2>
 *
 * Each attempt to insert carries an {@code insert_deduplication_token} of its own. It makes sure that the server never takes a
 * batch for a repeat of another one, whatever the server's window and whatever the batches hold. It is not what exactly-once
 * rests on: a token that is used twice can lose rows.
 *
 * <ul>
 *   <li>It is random. Made from checkpoint and subtask numbers it would come again, after a return to an older savepoint
 *       or a change of parallelism, for other rows, and the server would drop those in silence.
 *   <li>It is never used again. A server that is not replicated and is killed can remember a token and lose its rows (3 of
 *       597 inserts in flight, measured), and it can be killed and back between two attempts without anybody noticing. The
 *       same token again would then lose the rows for good; a fresh one at worst repeats them.
 *   <li>It is not part of the checkpoint, for the same reason. The price is that rows can lie in the table twice until they
 *       are merged.
 * </ul>
 *
 * What would break the model: tables where a repeated row counts twice, and materialized views on them that sum.
 *
 * <h2>When an insert fails</h2>
 *
 * Nothing is skipped, ever. What passes by itself is tried again without end, while the task blocks; that is the
 * back-pressure which keeps the job from piling up rows. What the server refuses for good fails the job with
 * {@link dev.eventlane.job.clickhouse.InsertRefusedException}; the batch stays in the checkpoint. An answer that the sink
 * does not know is tried ten times and then fails the job too: it would be wrong to hide it behind a retry for ever.
 */
package dev.eventlane.job.clickhouse;
