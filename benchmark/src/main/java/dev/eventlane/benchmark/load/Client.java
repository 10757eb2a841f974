package dev.eventlane.benchmark.load;

import dev.eventlane.benchmark.http.Answer;
import dev.eventlane.benchmark.http.ByteText;
import dev.eventlane.benchmark.http.Connection;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.Selector;

/** A connection with the operations that it is to get accepted. Used by one thread. */
final class Client implements AutoCloseable {
    private final Connection connection;
    private final Items items;
    private final ByteText request = new ByteText();
    private State state = State.IDLE;
    private long dueAt;
    private long takenAt;
    private long sentAt;
    private long restsUntil;

    /** What a client does. */
    enum State {
        IDLE,
        BUSY,
        RESTING
    }

    Client(InetSocketAddress address, Selector selector, int itemsPerRequest) {
        this.connection = new Connection(address, selector, this);
        this.items = new Items(itemsPerRequest);
    }

    State state() {
        return state;
    }

    Items items() {
        return items;
    }

    /** When its operations were due. */
    long dueAt() {
        return dueAt;
    }

    /** When it got its operations. */
    long takenAt() {
        return takenAt;
    }

    /** When its request was sent, the last time. */
    long sentAt() {
        return sentAt;
    }

    /** When a resting client sends its operations again. */
    long restsUntil() {
        return restsUntil;
    }

    /** It gets operations, those from {@code from} and less than {@code end}. */
    void take(int from, int end, long due) {
        items.fill(from, end);
        dueAt = due;
        takenAt = System.nanoTime();
    }

    void send(Writes writes) throws IOException {
        state = State.BUSY;
        sentAt = System.nanoTime();
        writes.encode(items, request);
        connection.send(request);
    }

    /** Its answer, or {@code null} if it is not there whole. */
    Answer proceed() throws IOException {
        return connection.proceed();
    }

    void rest(long until) {
        state = State.RESTING;
        restsUntil = until;
    }

    void done() {
        state = State.IDLE;
    }

    void disconnect() throws IOException {
        connection.disconnect();
    }

    @Override
    public void close() throws IOException {
        connection.close();
    }
}
