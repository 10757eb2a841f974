package dev.eventlane.job.clickhouse.internal;

import dev.eventlane.job.clickhouse.internal.InsertOutcome.Failure;
import dev.eventlane.job.clickhouse.internal.InsertOutcome.Kind;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;

/** Answers as told, then "done", and remembers the tokens. */
final class ScriptedAttempts implements InsertAttempt {

    final List<String> tokens = new ArrayList<>();
    final List<InsertCommittable> batches = new ArrayList<>();
    private final Queue<InsertOutcome> script = new ArrayDeque<>();
    boolean closed;

    ScriptedAttempts(Kind... failures) {
        for (Kind kind : failures) {
            script.add(new Failure(kind, 1, "Type of 'age' must be UInt8", "look there", null));
        }
    }

    @Override
    public InsertOutcome insert(InsertCommittable batch, String token) {
        tokens.add(token);
        batches.add(batch);
        InsertOutcome next = script.poll();
        return next == null ? new InsertOutcome.Done() : next;
    }

    @Override
    public void close() {
        closed = true;
    }
}
