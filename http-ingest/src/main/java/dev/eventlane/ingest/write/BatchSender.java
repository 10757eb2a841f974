package dev.eventlane.ingest.write;

import dev.eventlane.core.event.InvalidFieldException;
import dev.eventlane.http.access.RateLimit;
import dev.eventlane.ingest.ByteBudget;
import dev.eventlane.ingest.body.BodyParser;
import dev.eventlane.ingest.body.ItemSpans;
import dev.eventlane.ingest.body.RequestIds;
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
import io.undertow.server.HttpServerExchange;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
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

    /** About what an item's verdict takes, as an object and in the answer. */
    private static final int VERDICT_BYTES = 256;

    /** About what it takes to remember an item while equal ones are counted. */
    private static final int KEYED_BYTES = 256;

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
            long itemBytes = (long) items.count() * bytesPerItem(request);
            if (items.count() == 0) {
                refuse.accept(new Invalid("batch must hold at least one item"));
                return;
            }
            Optional<String> neverFits = RateLimit.beyondQuota(request.exchange(), items.count());
            if (neverFits.isPresent()) {
                refuse.accept(new TooManyItems("batch " + neverFits.get()));
                return;
            }
            Optional<String> tooMany = RateLimit.refuseEvents(request.exchange(), items.count());
            if (tooMany.isPresent()) {
                refuse.accept(new TooMany(tooMany.get()));
            } else if (held.tryReserve(itemBytes)) {
                request.exchange().addExchangeCompleteListener((exchange, next) -> {
                    held.release(itemBytes);
                    next.proceed();
                });
                send(request, items);
            } else {
                RateLimit.returnEvents(request.exchange(), items.count());
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
        } catch (Error e) {
            // As where memory is short: what can be done without more of it comes first.
            Unanswered.close(request.exchange());
            LOG.error("a batch failed", e);
        } finally {
            request.body().bytes().release();
        }
    }

    private static int bytesPerItem(BatchRequest request) {
        return request.ids() instanceof RequestIds.Keyed ? VERDICT_BYTES + KEYED_BYTES : VERDICT_BYTES;
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
        BatchVerdicts verdicts = new BatchVerdicts(items.count(), metrics, all -> answer(request.exchange(), all));
        ItemSender sender = new ItemSender(request, verdicts, parser, log);
        try (InputStream body = open(request)) {
            int at = 0;
            for (int i = 0; i < items.count(); i++) {
                body.skipNBytes(items.start(i) - at);
                int length = items.end(i) - items.start(i);
                if (length > maxItemBytes) {
                    body.skipNBytes(length);
                    verdicts.refuse(i, new Invalid("item must be at most " + maxItemBytes + " bytes"));
                } else {
                    sender.send(i, body.readNBytes(length));
                }
                at = items.end(i);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("a body that was read once cannot be read again", e);
        }
    }

    private static void answer(HttpServerExchange exchange, List<Verdict> verdicts) {
        long accepted =
                verdicts.stream().filter(Verdict.Accepted.class::isInstance).count();
        RateLimit.returnEvents(exchange, Math.toIntExact(verdicts.size() - accepted));
        BatchAnswer.send(exchange, verdicts);
    }
}
