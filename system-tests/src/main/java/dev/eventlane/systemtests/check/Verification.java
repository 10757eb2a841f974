package dev.eventlane.systemtests.check;

import dev.eventlane.systemtests.ClickHouseSql;
import dev.eventlane.systemtests.Client;
import dev.eventlane.systemtests.model.Difference;
import dev.eventlane.systemtests.model.Difference.Kind;
import dev.eventlane.systemtests.model.LoggedOperation;
import dev.eventlane.systemtests.model.OperationLog;
import dev.eventlane.systemtests.model.Oracle;
import dev.eventlane.systemtests.model.Promises;
import dev.eventlane.systemtests.model.Row;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.common.errors.RetriableException;

/** Compares all that a stack holds with what its oracle says, once the stack has caught up. */
public final class Verification {
    private static final long POLL_MILLIS = 500;

    private final OperationLog log;
    private final Oracle oracle;
    private final RowCheck rows;
    private final ReadCheck reads;
    private final AnalyticsCheck analytics;
    private final DeadLetterCheck deadLetters;

    /** Whatever Kafka holds already was promised by somebody else; its rows are compared all the same. */
    public Verification(OperationLog log, Client client, ClickHouseSql sql) {
        this.log = log;
        this.oracle = new Oracle();
        oracle.apply(log.readOn());
        this.rows = new RowCheck(sql, oracle);
        this.reads = new ReadCheck(client, oracle);
        this.analytics = new AnalyticsCheck(client, oracle);
        this.deadLetters = new DeadLetterCheck(sql, oracle);
    }

    /** When Kafka appended the newest operation that was seen so far. */
    public Instant newest() {
        return oracle.newest();
    }

    /**
     * Waits until the rows that changed since then are what they must be, and compares everything else.
     *
     * @param conversations those whose events are read, every one
     * @return what differs when {@code bound} is over; empty at once when nothing does
     */
    public List<Difference> await(Promises promises, Instant since, Collection<String> conversations, Duration bound)
            throws InterruptedException {
        long end = System.nanoTime() + bound.toNanos();
        while (true) {
            List<Difference> differences;
            try {
                readOn(promises);
                differences = promises.broken();
                if (!differences.isEmpty()) {
                    // What Kafka does not have will not come.
                    return differences;
                }
                differences = differences(since, conversations);
            } catch (UncheckedIOException | IllegalStateException | RetriableException e) {
                // Something does not answer yet.
                differences = List.of(new Difference(Kind.STUCK, "reading", "an answer", e));
            }
            if (differences.isEmpty() || System.nanoTime() > end) {
                return differences;
            }
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
        }
    }

    private void readOn(Promises promises) {
        List<LoggedOperation> operations = log.readOn();
        oracle.apply(operations);
        promises.found(operations);
    }

    private List<Difference> differences(Instant since, Collection<String> conversations) {
        List<Difference> differences = new ArrayList<>(rows.since(since));
        if (differences.isEmpty()) {
            // These cost more, and cannot be right before the rows are.
            differences.addAll(deadLetters.differences());
            differences.addAll(reads.conversations(conversations));
            differences.addAll(reads.events(changed(since)));
            differences.addAll(analytics.differences());
        }
        return differences;
    }

    private List<Row> changed(Instant since) {
        try (Stream<Row> all = oracle.rows()) {
            return all.filter(row -> !row.updatedAt().isBefore(since)).toList();
        }
    }
}
