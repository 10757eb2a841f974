package dev.eventlane.ingest.log;

import dev.eventlane.core.operation.Operation;
import java.util.function.Consumer;

/** The durable log of operations. It knows nothing of HTTP. */
public interface OperationLog {
    /**
     * Appends an operation without blocking.
     *
     * @param done told exactly once what became of it, on any thread, which it must not block
     */
    void append(Operation operation, Consumer<AppendResult> done);
}
