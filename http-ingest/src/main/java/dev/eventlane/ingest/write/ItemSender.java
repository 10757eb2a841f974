package dev.eventlane.ingest.write;

import dev.eventlane.core.event.InvalidFieldException;
import dev.eventlane.core.operation.Operation;
import dev.eventlane.ingest.body.BodyParser;
import dev.eventlane.ingest.body.ItemIds;
import dev.eventlane.ingest.body.RequestIds;
import dev.eventlane.ingest.log.OperationLog;
import dev.eventlane.ingest.write.WriteOutcome.Invalid;
import dev.eventlane.ingest.write.WriteOutcome.Refused;
import dev.eventlane.ingest.write.WriteOutcome.Unavailable;
import java.time.Duration;
import java.util.UUID;

/** Sends the items of one batch to the log, one after the other. Used by one thread. */
final class ItemSender {
    /** How long a batch may wait for room on its way to the log; what is not sent by then may be sent again. */
    private static final Duration SENT_WITHIN = Duration.ofSeconds(5);

    /** While the log confirms nothing, only what has just come is tried: what waited as well would be answered too late. */
    private static final Duration TRIED_WITHIN = Duration.ofMillis(100);

    private static final Refused NOT_SENT = new Unavailable(
            RefusalReason.OVERLOADED, "not sent, because Kafka does not take more now; send it again later");

    private final BatchRequest request;
    private final BatchVerdicts verdicts;
    private final BodyParser parser;
    private final OperationLog log;
    private final ItemIds ids;
    private boolean tried;

    ItemSender(BatchRequest request, BatchVerdicts verdicts, BodyParser parser, OperationLog log) {
        this.request = request;
        this.verdicts = verdicts;
        this.parser = parser;
        this.log = log;
        this.ids = request.ids().ofItems();
    }

    /** Sends the next item, or has it refused. */
    void send(int index, byte[] json) {
        // Asked before the item can turn out to be invalid: equal items are counted.
        RequestIds itemIds = ids.of(json);
        Operation operation;
        try {
            operation = parser.item(request.projectId(), itemIds, json);
        } catch (InvalidFieldException e) {
            verdicts.refuse(index, new Invalid(e.getMessage()));
            return;
        }
        UUID eventId = operation.key().eventId();
        Duration age = request.age();
        if (!isTried(age)) {
            verdicts.put(index, eventId, NOT_SENT);
            return;
        }
        tried = true;
        log.appendWhenRoom(
                operation,
                request.trace(),
                SENT_WITHIN.minus(age),
                result -> verdicts.put(index, eventId, WriteOutcome.of(result, eventId)));
    }

    private boolean isTried(Duration age) {
        // Items behind one that was not taken are not sent either, or two operations on one event could change places.
        if (verdicts.someToRepeat()) {
            return false;
        }
        // One of each batch always is: only what is appended can tell that the log is back.
        return !tried || log.confirming() || age.compareTo(TRIED_WITHIN) <= 0;
    }
}
