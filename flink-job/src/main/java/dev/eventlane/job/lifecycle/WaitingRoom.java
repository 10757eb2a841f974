package dev.eventlane.job.lifecycle;

import dev.eventlane.job.lifecycle.EventState.WaitingOperation;
import dev.eventlane.job.source.SourceRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** What may wait for one event. It is one value of state, read and written with each operation: it has bounds. */
final class WaitingRoom {
    static final String BOUNDS = "1000 operations or 1 MiB";

    private static final int MAX_OPERATIONS = 1_000;
    private static final long MAX_BYTES = 1 << 20;

    private WaitingRoom() {}

    static boolean hasRoom(List<WaitingOperation> operations, SourceRecord record) {
        long bytes = record.value().length;
        for (WaitingOperation waiting : operations) {
            bytes += waiting.record().value().length;
        }
        return operations.isEmpty() || (operations.size() < MAX_OPERATIONS && bytes <= MAX_BYTES);
    }

    static List<WaitingOperation> with(List<WaitingOperation> operations, UUID operationId, SourceRecord record) {
        List<WaitingOperation> more = new ArrayList<>(operations.size() + 1);
        more.addAll(operations);
        more.add(new WaitingOperation(operationId, record));
        return more;
    }
}
