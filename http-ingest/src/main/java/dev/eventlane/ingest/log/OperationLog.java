package dev.eventlane.ingest.log;

import dev.eventlane.core.operation.Operation;
import dev.eventlane.core.trace.TraceContext;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/** The durable log of operations. It knows nothing of HTTP. */
public interface OperationLog {
    /**
     * Appends an operation without blocking.
     *
     * @param trace which it belongs to
     * @param done told exactly once what became of it, on any thread, which it must not block
     */
    void append(Operation operation, Optional<TraceContext> trace, Consumer<AppendResult> done);

    /**
     * As {@link #append}, but waits for room if too many bytes wait already, unless the log is not {@link #confirming}. Not to
     * be called where a thread must not wait.
     *
     * @param patience how long it waits before the operation is {@link AppendResult#OVERLOADED}
     */
    void appendWhenRoom(
            Operation operation, Optional<TraceContext> trace, Duration patience, Consumer<AppendResult> done);

    /** Whether the log confirmed what it was last asked to append; at first it is supposed to. */
    boolean confirming();
}
