package dev.eventlane.ingest.write;

import dev.eventlane.core.event.InvalidFieldException;
import dev.eventlane.core.operation.Operation;
import dev.eventlane.http.access.RateLimit;
import dev.eventlane.ingest.ByteBudget;
import dev.eventlane.ingest.body.BodyParser;
import dev.eventlane.ingest.body.ItemSpans;
import dev.eventlane.ingest.body.TooManyItemsException;
import dev.eventlane.ingest.content.BodyTooLargeException;
import dev.eventlane.ingest.log.OperationLog;
import dev.eventlane.ingest.write.WriteOutcome.Failed;
import dev.eventlane.ingest.write.WriteOutcome.Invalid;
import dev.eventlane.ingest.write.WriteOutcome.Refused;
import dev.eventlane.ingest.write.WriteOutcome.TooLarge;
import dev.eventlane.ingest.write.WriteOutcome.TooMany;
import dev.eventlane.ingest.write.WriteOutcome.TooManyItems;
import dev.eventlane.ingest.write.WriteOutcome.Unavailable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends batches to the log. A body is read twice, as a stream: first to its end, to find its items, so that what is no batch, too
 * large or damaged is refused with nothing of it sent; then item by item, each of which goes to the log before the next is
 * parsed. Decoding twice costs less than holding what a body decodes to.
 */
final class BatchSender {
    private static final Logger LOG = LoggerFactory.getLogger(BatchSender.class);

    /** How long a batch may wait for room on its way to the log; what is not sent by then may be sent again. */
    private static final Duration SENT_WITHIN = Duration.ofSeconds(5);

    /** While the log confirms nothing, only what has just come is tried: what waited as well would be answered too late. */
    private static final Duration TRIED_WITHIN = Duration.ofMillis(100);

    /** About what an item's verdict takes, as an object and in the answer. */
    private static final int VERDICT_BYTES = 256;

    private static final Refused NOT_SENT = new Unavailable(
            RefusalReason.OVERLOADED, "not sent, because Kafka does not take more now; send it again later");

    private final BodyParser parser;
    private final OperationLog log;
    private final int maxItemBytes;
    private final BatchLimits limits;
    private final ByteBudget held;
    private final WriteMetrics metrics;

    BatchSender(
            BodyParser parser,
            OperationLog log,
            int maxItemBytes,
            BatchLimits limits,
            ByteBudget held,
            WriteMetrics metrics) {
        this.parser = parser;
        this.log = log;
        this.maxItemBytes = maxItemBytes;
        this.limits = limits;
        this.held = held;
        this.metrics = metrics;
    }

    /**
     * Sends the items and answers when each has its verdict.
     *
     * @param refuse told instead if there is nothing to answer item by item
     */
    void send(BatchRequest request, Consumer<Refused> refuse) {
        try {
            ItemSpans items = find(request);
            long verdictBytes = (long) items.count() * VERDICT_BYTES;
            if (items.count() == 0) {
                refuse.accept(new Invalid("batch must hold at least one item"));
                return;
            }
            Optional<String> tooMany = RateLimit.refuseEvents(request.exchange(), items.count());
            if (tooMany.isPresent()) {
                refuse.accept(new TooMany(tooMany.get()));
            } else if (held.tryReserve(verdictBytes)) {
                request.exchange().addExchangeCompleteListener((exchange, next) -> {
                    held.release(verdictBytes);
                    next.proceed();
                });
                send(request, items);
            } else {
                refuse.accept(new Unavailable(
                        RefusalReason.OVERLOADED, "too many batches are being taken; send this again later"));
            }
        } catch (InvalidFieldException e) {
            refuse.accept(new Invalid(e.getMessage()));
        } catch (TooManyItemsException e) {
            refuse.accept(new TooManyItems(e.getMessage()));
        } catch (BodyTooLargeException e) {
            refuse.accept(new TooLarge(limits.maxBytes()));
        } catch (IOException e) {
            refuse.accept(
                    WriteOutcome.of(new BodyReader.Undecodable(request.body().coding()), limits.maxBytes()));
        } catch (RuntimeException e) {
            LOG.error("a batch of {} bytes failed", request.body().bytes().size(), e);
            refuse.accept(new Failed());
        } finally {
            request.body().bytes().release();
        }
    }

    private ItemSpans find(BatchRequest request) throws IOException, InvalidFieldException, TooManyItemsException {
        try (InputStream body = open(request)) {
            return request.format().find(body, limits.maxItems());
        }
    }

    private InputStream open(BatchRequest request) throws IOException {
        return request.body().coding().read(request.body().bytes(), limits.maxBytes());
    }

    private void send(BatchRequest request, ItemSpans items) {
        BatchVerdicts verdicts =
                new BatchVerdicts(items.count(), metrics, all -> BatchAnswer.send(request.exchange(), all));
        try (InputStream body = open(request)) {
            int at = 0;
            for (int i = 0; i < items.count(); i++) {
                body.skipNBytes(items.start(i) - at);
                int length = items.end(i) - items.start(i);
                if (length > maxItemBytes) {
                    body.skipNBytes(length);
                    verdicts.refuse(i, new Invalid("item must be at most " + maxItemBytes + " bytes"));
                } else {
                    send(request, i, body.readNBytes(length), verdicts);
                }
                at = items.end(i);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("a body that was read once cannot be read again", e);
        }
    }

    private void send(BatchRequest request, int index, byte[] json, BatchVerdicts verdicts) {
        Operation operation;
        try {
            operation = parser.item(request.projectId(), request.ids().ofItem(index), json);
        } catch (InvalidFieldException e) {
            verdicts.refuse(index, new Invalid(e.getMessage()));
            return;
        }
        UUID eventId = operation.key().eventId();
        Duration age = request.age();
        // Items behind one that was not taken are not sent either, or two operations on one event could change places.
        if (verdicts.someToRepeat() || (!log.confirming() && age.compareTo(TRIED_WITHIN) > 0)) {
            verdicts.put(index, eventId, NOT_SENT);
            return;
        }
        log.appendWhenRoom(
                operation,
                request.trace(),
                SENT_WITHIN.minus(age),
                result -> verdicts.put(index, eventId, WriteOutcome.of(result, eventId)));
    }
}
