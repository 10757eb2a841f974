package dev.eventlane.systemtests.model;

import dev.eventlane.systemtests.Client;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A running load. */
public final class Load implements AutoCloseable {
    /** Shorter than a stall of a process: a client gives up, and asks again, while the first request still lies there. */
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private static final int CONVERSATIONS = 6;
    private static final Duration LAST_OPERATIONS = Duration.ofMinutes(2);

    private final LoadProgress progress;
    private final List<String> conversations;
    private final ExecutorService connections;
    private final List<Future<Void>> writers = new ArrayList<>();
    private final FreshEvents freshEvents;
    private final LateOperations lateOperations;

    private Load(URI api, LoadPlan plan, Promises promises) {
        progress = new LoadProgress(plan);
        freshEvents = new FreshEvents(
                "f" + Long.toHexString(plan.seed()), new Sender(new Client(api, TIMEOUT), promises, progress));
        lateOperations = new LateOperations(
                "l" + Long.toHexString(plan.seed()), new Sender(new Client(api, TIMEOUT), promises, progress));
        connections = Executors.newFixedThreadPool(plan.connections());
        conversations = IntStream.range(0, CONVERSATIONS)
                .mapToObj(i -> "c" + Long.toHexString(plan.seed()) + "-" + i)
                .toList();
    }

    /** Starts it against the API at this address. */
    public static Load start(URI api, LoadPlan plan, Promises promises) {
        Load load = new Load(api, plan, promises);
        for (int i = 0; i < plan.connections(); i++) {
            String name = "w" + Long.toHexString(plan.seed()) + "-" + i;
            OperationChooser chooser = new OperationChooser(name, plan.seed(), load.conversations);
            Sender sender = new Sender(new Client(api, TIMEOUT), promises, load.progress);
            load.writers.add(load.connections.submit(new Writer(chooser, sender, load.progress)));
        }
        return load;
    }

    /** The conversations of its events. */
    public List<String> conversations() {
        return Stream.concat(conversations.stream(), Stream.of(freshEvents.conversation()))
                .toList();
    }

    /** Events that are sent beside the load, to see when they can be read. */
    public FreshEvents freshEvents() {
        return freshEvents;
    }

    /** Operations of the test's own choice on events that the load made. */
    public LateOperations lateOperations() {
        return lateOperations;
    }

    public long accepted() {
        return progress.acceptedCount();
    }

    /** How often a request was sent again because it was not answered, or with 503. */
    public long retries() {
        return progress.retryCount();
    }

    /**
     * Fails if a connection met an answer that the contract does not allow.
     *
     * @throws ExecutionException with that answer
     */
    public void check() throws ExecutionException, InterruptedException {
        for (Future<Void> writer : writers) {
            if (writer.isDone()) {
                writer.get();
            }
        }
    }

    /** Returns when it has ended by itself. */
    public void await() throws ExecutionException, InterruptedException {
        for (Future<Void> writer : writers) {
            writer.get();
        }
    }

    /** Ends it, and returns when every operation that was begun is accepted. */
    public void stop() throws ExecutionException, InterruptedException {
        progress.stop();
        connections.shutdown();
        if (!connections.awaitTermination(LAST_OPERATIONS.toSeconds(), TimeUnit.SECONDS)) {
            throw new IllegalStateException("operations are not accepted within " + LAST_OPERATIONS);
        }
        await();
    }

    /** Ends it, and returns when nothing is sent any more; what was not accepted yet is given up. */
    public void abandon() throws InterruptedException {
        close();
        if (!connections.awaitTermination(LAST_OPERATIONS.toSeconds(), TimeUnit.SECONDS)) {
            throw new IllegalStateException("connections do not end within " + LAST_OPERATIONS);
        }
    }

    @Override
    public void close() {
        progress.stop();
        connections.shutdownNow();
    }
}
