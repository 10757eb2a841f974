package dev.eventlane.benchmark.freshness;

import dev.eventlane.benchmark.http.Api;
import dev.eventlane.benchmark.http.Target;
import dev.eventlane.benchmark.workload.Operation;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/**
 * Writes at a fixed pace while the load runs, and reads each write back until it is seen. Only the oldest one that is not seen
 * yet is asked for, so that asking costs the system little; the others are never found fresher than they are.
 */
public final class FreshnessProbes implements AutoCloseable {
    private static final long MAX_MICROS = TimeUnit.MINUTES.toMicros(60);
    private static final int DIGITS = 3;
    private static final long WRITE_NANOS = TimeUnit.MILLISECONDS.toNanos(200);
    private static final long READ_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
    /** One that is not seen for so long gives way to the others, for a while. */
    private static final long STUCK_NANOS = TimeUnit.SECONDS.toNanos(10);

    private static final int OK = 200;
    private static final int NOT_FOUND = 404;

    private final Api api;
    private final ProbeWriter writer;
    private final Deque<Probe> unseen = new ArrayDeque<>();
    private final Map<Operation, Histogram> micros = new EnumMap<>(Operation.class);
    private final ExecutorService thread = Executors.newSingleThreadExecutor();
    private final CompletableFuture<Integer> living = new CompletableFuture<>();
    private final Future<?> running;
    private volatile Operation operation = Operation.INSERT;
    private volatile long awaitUntil;
    private volatile boolean writing = true;
    private int notAccepted;

    /**
     * Begins.
     *
     * @param conversationId the probes' own
     * @param eventName of all of them
     * @param sendIds whether they are created with IDs of ours
     */
    public FreshnessProbes(Target target, String conversationId, String eventName, boolean sendIds) {
        this.api = new Api(target, 1);
        this.writer = new ProbeWriter(api, conversationId, eventName, sendIds);
        this.running = thread.submit(() -> {
            probe();
            return null;
        });
    }

    /** What is probed from now on. */
    public void probe(Operation next) {
        operation = next;
    }

    /**
     * Writes no more.
     *
     * @param bound how long it waits from now on for what is not seen yet
     * @return how many events of the probes are not deleted
     */
    public int stopWriting(Duration bound) {
        awaitUntil = System.nanoTime() + bound.toNanos();
        writing = false;
        return living.join();
    }

    /**
     * Waits for what is not seen yet, after {@link #stopWriting}.
     *
     * @throws IOException if probing failed
     */
    public Freshness awaitSeen() throws IOException, InterruptedException {
        try {
            running.get();
        } catch (ExecutionException e) {
            throw new IOException(
                    "the probes of freshness failed: " + e.getCause().getMessage(), e.getCause());
        }
        return new Freshness(micros, notAccepted, unseen.size());
    }

    private void probe() throws InterruptedException {
        try {
            long writeAt = System.nanoTime();
            // At least once, however short the load is.
            do {
                if (System.nanoTime() >= writeAt) {
                    write();
                    // At a fixed pace; what a slow answer made impossible is left out.
                    writeAt = Math.max(writeAt + WRITE_NANOS, System.nanoTime());
                }
                read();
            } while (writing);
        } finally {
            living.complete(writer.living());
        }
        while (!unseen.isEmpty() && System.nanoTime() < awaitUntil) {
            read();
        }
    }

    private void write() {
        try {
            writer.write(operation, this::isUnseen).ifPresentOrElse(unseen::add, () -> notAccepted++);
        } catch (IOException e) {
            notAccepted++;
        }
    }

    private void read() throws InterruptedException {
        if (unseen.isEmpty() || !isSeen(unseen.element())) {
            TimeUnit.NANOSECONDS.sleep(READ_NANOS);
            return;
        }
        Probe probe = unseen.remove();
        long nanos = System.nanoTime() - probe.acceptedAt();
        micros.computeIfAbsent(probe.operation(), any -> new Histogram(MAX_MICROS, DIGITS))
                .recordValue(Math.min(MAX_MICROS, TimeUnit.NANOSECONDS.toMicros(nanos)));
    }

    private boolean isUnseen(String eventId) {
        return unseen.stream().anyMatch(probe -> probe.eventId().equals(eventId));
    }

    private boolean isSeen(Probe probe) {
        boolean seen;
        try {
            Api.Reply reply = api.send("GET", "/event/" + probe.eventId(), null);
            seen = switch (probe.operation()) {
                case INSERT, UPDATE ->
                    reply.status() == OK && reply.data().path("latency").asDouble() >= probe.value();
                case DELETE -> reply.status() == NOT_FOUND;
            };
        } catch (IOException e) {
            // Nobody sees it now.
            seen = false;
        }
        if (!seen && System.nanoTime() - probe.acceptedAt() > STUCK_NANOS) {
            unseen.add(unseen.remove());
        }
        return seen;
    }

    @Override
    public void close() throws IOException {
        thread.shutdownNow();
        api.close();
    }
}
