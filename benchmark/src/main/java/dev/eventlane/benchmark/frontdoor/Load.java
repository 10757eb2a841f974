package dev.eventlane.benchmark.frontdoor;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.function.Consumer;

/** The same request over many keep-alive connections, from one thread: the machine's cores are the server's to use. */
final class Load implements AutoCloseable {
    private static final long ANSWERS_WITHIN_NANOS = Duration.ofSeconds(10).toNanos();

    private final Selector selector = Selector.open();
    private final List<Connection> connections = new ArrayList<>();
    private final Queue<Connection> idle = new ArrayDeque<>();
    private int busy;

    Load(int port, int count, ByteBuffer request) throws IOException {
        for (int i = 0; i < count; i++) {
            connections.add(new Connection(port, selector, request));
        }
        idle.addAll(connections);
    }

    /** Closed loop: each connection sends its next request when it has the answer to the last one. */
    void closedLoop(Duration duration, Consumer<Answer> answers) throws IOException {
        long end = System.nanoTime() + duration.toNanos();
        while (System.nanoTime() < end) {
            while (!idle.isEmpty()) {
                send(System.nanoTime());
            }
            select(100, answers);
        }
        finish(answers);
    }

    /**
     * Open loop: requests are due at a fixed rate, whether the server keeps up or not; what finds no free connection waits, and
     * its latency counts from when it was due.
     */
    void openLoop(double perSecond, Duration duration, Consumer<Answer> answers) throws IOException {
        long start = System.nanoTime();
        long total = (long) (perSecond * duration.toNanos() / 1e9);
        long sent = 0;
        while (sent < total) {
            long due = start + (long) (sent * 1e9 / perSecond);
            if (due <= System.nanoTime() && !idle.isEmpty()) {
                send(due);
                sent++;
            } else {
                // Selecting takes whole milliseconds; what is late by that is counted as late.
                select(1, answers);
            }
        }
        finish(answers);
    }

    private void send(long due) throws IOException {
        Connection connection = idle.remove();
        busy++;
        connection.send(due);
    }

    private void select(long millis, Consumer<Answer> answers) throws IOException {
        selector.select(millis);
        for (SelectionKey key : selector.selectedKeys()) {
            Connection connection = (Connection) key.attachment();
            Answer answer = connection.proceed();
            if (answer != null) {
                busy--;
                idle.add(connection);
                answers.accept(answer);
            }
        }
        selector.selectedKeys().clear();
    }

    private void finish(Consumer<Answer> answers) throws IOException {
        long deadline = System.nanoTime() + ANSWERS_WITHIN_NANOS;
        while (busy > 0) {
            if (System.nanoTime() > deadline) {
                throw new IOException(busy + " requests were not answered within 10 s");
            }
            select(100, answers);
        }
    }

    @Override
    public void close() throws IOException {
        for (Connection connection : connections) {
            connection.close();
        }
        selector.close();
    }
}
