package dev.eventlane.ingest.write;

import dev.eventlane.core.operation.Operation;
import dev.eventlane.core.trace.TraceContext;
import dev.eventlane.ingest.log.AppendResult;
import dev.eventlane.ingest.log.OperationLog;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** A log that ends every operation at once, as it is told to, and remembers which came. */
final class ScriptedLog implements OperationLog {
    private final List<Operation> tried = new CopyOnWriteArrayList<>();
    private volatile AppendResult result = AppendResult.DURABLE;
    private volatile boolean confirming = true;
    private volatile Error fault;

    /** How operations end from now on. */
    void answer(AppendResult next) {
        result = next;
    }

    /** As after an operation that was not confirmed. */
    void failBefore() {
        confirming = false;
    }

    /** Fails itself from now on. */
    void failWith(Error error) {
        fault = error;
    }

    List<Operation> tried() {
        return tried;
    }

    @Override
    public void append(Operation operation, Optional<TraceContext> trace, Consumer<AppendResult> done) {
        if (fault != null) {
            throw fault;
        }
        tried.add(operation);
        confirming = result == AppendResult.DURABLE;
        done.accept(result);
    }

    @Override
    public void appendWhenRoom(
            Operation operation, Optional<TraceContext> trace, Duration patience, Consumer<AppendResult> done) {
        append(operation, trace, done);
    }

    @Override
    public boolean confirming() {
        return confirming;
    }
}
