package dev.eventlane.benchmark;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.Recorder;

/**
 * Many requests of one kind, closed loop: each connection sends its next request when it has the answer to the last one.
 *
 * @param name what was done
 * @param count how often
 * @param duration from the first request to the last answer
 * @param latencies of each request, in microseconds
 */
record Phase(String name, int count, Duration duration, Histogram latencies) {
    private static final long MAX_MICROS = TimeUnit.MINUTES.toMicros(10);
    private static final int DIGITS = 3;

    /** One request. */
    @FunctionalInterface
    interface Request {
        void send(int index) throws IOException;
    }

    static Phase run(String name, int count, int connections, Request request)
            throws IOException, InterruptedException {
        Recorder recorder = new Recorder(MAX_MICROS, DIGITS);
        AtomicInteger next = new AtomicInteger();
        ExecutorService threads = Executors.newFixedThreadPool(connections);
        long started = System.nanoTime();
        List<Future<?>> clients = new ArrayList<>();
        for (int i = 0; i < connections; i++) {
            clients.add(threads.submit(() -> {
                for (int index = next.getAndIncrement(); index < count; index = next.getAndIncrement()) {
                    long sent = System.nanoTime();
                    request.send(index);
                    recorder.recordValue(TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - sent));
                }
                return null;
            }));
        }
        try {
            for (Future<?> client : clients) {
                client.get();
            }
        } catch (ExecutionException e) {
            throw new IOException(name + " failed: " + e.getCause().getMessage(), e.getCause());
        } finally {
            threads.shutdownNow();
        }
        return new Phase(name, count, Duration.ofNanos(System.nanoTime() - started), recorder.getIntervalHistogram());
    }

    double perSecond() {
        return count * 1e9 / duration.toNanos();
    }
}
