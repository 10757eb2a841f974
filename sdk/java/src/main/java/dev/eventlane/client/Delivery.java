package dev.eventlane.client;

import static java.lang.System.Logger.Level.DEBUG;
import static java.lang.System.Logger.Level.ERROR;
import static java.lang.System.Logger.Level.WARNING;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Sends events in batches, from a thread of its own that begins with the first one. A batch is sent until each of its events has a
 * verdict, always under the same Idempotency-Key, for as long as the process lives: what that may take in memory is bounded by the
 * queue, which refuses what comes meanwhile.
 */
final class Delivery {
    private static final System.Logger LOG = System.getLogger(EventClient.class.getName());

    private final Transport transport;
    private final RetryPolicy retries;
    private final EventQueue queue;
    private final Pauses pauses;
    private final Duration exitTimeout;
    /** {@code null} = nothing was tracked yet. */
    private Thread atExit;

    /**
     * Sends nothing yet.
     *
     * @param exitTimeout how long the end of the program waits for the server
     */
    Delivery(Transport transport, RetryPolicy retries, EventQueue queue, Pauses pauses, Duration exitTimeout) {
        this.transport = transport;
        this.retries = retries;
        this.queue = queue;
        this.pauses = pauses;
        this.exitTimeout = exitTimeout;
    }

    /** Takes the JSON of an event; {@code false} = dropped, and counted. */
    boolean track(byte[] json) {
        start();
        return queue.offer(json);
    }

    boolean flush(Duration timeout) throws InterruptedException {
        return queue.flush(timeout);
    }

    boolean close(Duration timeout) throws InterruptedException {
        forgetExit();
        boolean isDelivered = queue.close(timeout);
        if (!isDelivered) {
            LOG.log(WARNING, "closed before the server had taken everything: {0}", queue.stats());
        }
        return isDelivered;
    }

    TrackStats stats() {
        return queue.stats();
    }

    private synchronized void start() {
        if (atExit != null) {
            return;
        }
        Thread sender = new Thread(this::run, "eventlane-sender");
        sender.setDaemon(true);
        try {
            sender.start();
        } catch (OutOfMemoryError e) {
            // The machine has no thread left. The next event tries again.
            LOG.log(WARNING, "no thread to send events from", e);
            return;
        }
        atExit = new Thread(this::closeAtExit, "eventlane-exit");
        try {
            Runtime.getRuntime().addShutdownHook(atExit);
        } catch (IllegalStateException e) {
            LOG.log(WARNING, "the program is ending already: what is tracked now may be lost");
        }
    }

    private synchronized void forgetExit() {
        if (atExit == null || Thread.currentThread() == atExit) {
            return;
        }
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException e) {
            // The program is ending: closing twice is harmless.
            LOG.log(DEBUG, "the program is ending", e);
        }
    }

    private void closeAtExit() {
        try {
            close(exitTimeout);
        } catch (InterruptedException e) {
            // Nobody is left to tell it.
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            for (List<byte[]> batch = queue.nextBatch(); !batch.isEmpty(); batch = queue.nextBatch()) {
                deliverOrCount(batch);
            }
        } catch (InterruptedException e) {
            // Nobody but us has this thread.
            LOG.log(ERROR, "the sender was interrupted and sends no more", e);
            Thread.currentThread().interrupt();
        }
    }

    /** A defect of ours must not be the end of all sending. */
    private void deliverOrCount(List<byte[]> batch) throws InterruptedException {
        try {
            deliver(batch, UUID.randomUUID().toString());
        } catch (RuntimeException e) {
            LOG.log(ERROR, "a batch could not be sent to its end; what has no verdict counts as dropped", e);
            queue.settleUnderWay();
        }
    }

    private void deliver(List<byte[]> batch, String key) throws InterruptedException {
        List<byte[]> items = batch;
        int failures = 0;
        while (!items.isEmpty()) {
            Attempt attempt = send(items, key);
            if (attempt.isTooLarge() && items.size() > 1) {
                // This server takes smaller batches; it has nothing of this one.
                int middle = items.size() / 2;
                deliver(items.subList(0, middle), key);
                items = items.subList(middle, items.size());
                continue;
            }
            if (attempt.isRefused()) {
                LOG.log(ERROR, "a batch of {0} events was refused: {1}", items.size(), attempt.problem());
                queue.settleRejected(items);
                return;
            }
            List<byte[]> left = settle(items, attempt);
            failures = left.size() == items.size() ? failures + 1 : 1;
            items = left;
            if (!items.isEmpty() && !rest(failures, attempt, items.size())) {
                queue.settleLost(items);
                return;
            }
        }
    }

    /** What came of sending a batch: an answer, or the reason why there is none. */
    private record Attempt(Optional<Answer> answer, String problem) {
        boolean isTooLarge() {
            return answer.filter(given -> given.status() == 413).isPresent();
        }

        boolean isRefused() {
            return answer.filter(given -> !given.isSuccess() && !given.mayPass())
                    .isPresent();
        }
    }

    private Attempt send(List<byte[]> items, String key) throws InterruptedException {
        Call call = new Call("POST", "/events/batch", Optional.of(array(items)), Optional.of(key));
        try {
            Answer answer = transport.send(call);
            return new Attempt(Optional.of(answer), answer.isSuccess() ? "HTTP " + answer.status() : answer.problem());
        } catch (IOException e) {
            return new Attempt(Optional.empty(), e.toString());
        }
    }

    /** Returns what is to be sent again. */
    private List<byte[]> settle(List<byte[]> items, Attempt attempt) {
        if (attempt.answer().isEmpty()) {
            return items;
        }
        Verdicts verdicts = Verdicts.of(attempt.answer().get(), items);
        queue.settleAccepted(verdicts.accepted());
        if (!verdicts.rejected().isEmpty()) {
            queue.settleRejected(verdicts.rejected());
            LOG.log(
                    ERROR,
                    "{0} of {1} events were refused; the first: {2}",
                    verdicts.rejected().size(),
                    items.size(),
                    verdicts.errors().get(0));
        }
        return verdicts.again();
    }

    private boolean rest(int failures, Attempt attempt, int left) throws InterruptedException {
        Duration wait = retries.waitAfter(failures, attempt.answer().flatMap(Answer::retryAfter));
        LOG.log(WARNING, "{0} events were not taken, trying again in {1}: {2}", left, wait, attempt.problem());
        if (!pauses.rest(queue, wait)) {
            return false;
        }
        queue.countRetry();
        return true;
    }

    private static byte[] array(List<byte[]> items) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        char separator = '[';
        for (byte[] item : items) {
            body.write(separator);
            body.writeBytes(item);
            separator = ',';
        }
        body.write(']');
        return body.toByteArray();
    }
}
