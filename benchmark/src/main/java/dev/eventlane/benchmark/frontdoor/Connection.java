package dev.eventlane.benchmark.frontdoor;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/** A keep-alive connection with at most one request under way. Used by one thread. */
final class Connection implements AutoCloseable {
    private static final int INITIAL_BUFFER = 8 << 10;
    private static final int STATUS_AT = 9;
    private static final byte[] LENGTH = "\ncontent-length:".getBytes(StandardCharsets.US_ASCII);

    private final SocketChannel channel;
    private final SelectionKey key;
    private final ByteBuffer request;
    private ByteBuffer answer = ByteBuffer.allocateDirect(INITIAL_BUFFER);
    private long dueAt;
    private int bodyAt;
    private int length;

    Connection(int port, Selector selector, ByteBuffer request) throws IOException {
        this.channel = SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        this.request = request.duplicate();
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.configureBlocking(false);
        this.key = channel.register(selector, SelectionKey.OP_READ, this);
    }

    void send(long due) throws IOException {
        dueAt = due;
        bodyAt = 0;
        answer.clear();
        request.rewind();
        write();
    }

    /** Goes on with what the socket is ready for; the answer, if it is there whole, else {@code null}. */
    Answer proceed() throws IOException {
        if (key.isWritable()) {
            write();
        }
        if (!key.isReadable()) {
            return null;
        }
        int count = channel.read(answer);
        if (count < 0) {
            throw new EOFException("the server closed a connection in mid-request");
        }
        if (bodyAt == 0) {
            readHead();
        }
        if (bodyAt > 0 && answer.position() == bodyAt + length) {
            long now = System.nanoTime();
            return new Answer(status(), dueAt, now, answer.flip(), bodyAt);
        }
        return null;
    }

    private void write() throws IOException {
        channel.write(request);
        int interest = request.hasRemaining() ? SelectionKey.OP_READ | SelectionKey.OP_WRITE : SelectionKey.OP_READ;
        if (key.interestOps() != interest) {
            key.interestOps(interest);
        }
    }

    private void readHead() {
        int end = answer.position();
        for (int i = STATUS_AT; i + 3 < end; i++) {
            if (answer.get(i) == '\r' && answer.get(i + 2) == '\r') {
                bodyAt = i + 4;
                length = contentLength();
                makeRoom();
                return;
            }
        }
    }

    private int contentLength() {
        for (int i = 0; i < bodyAt; i++) {
            if (matches(i)) {
                int at = i + LENGTH.length;
                while (answer.get(at) == ' ') {
                    at++;
                }
                int value = 0;
                while (answer.get(at) != '\r') {
                    value = 10 * value + answer.get(at++) - '0';
                }
                return value;
            }
        }
        throw new IllegalStateException("an answer without Content-Length");
    }

    private boolean matches(int at) {
        for (int i = 0; i < LENGTH.length; i++) {
            byte b = answer.get(at + i);
            if ((b >= 'A' && b <= 'Z' ? b + 32 : b) != LENGTH[i]) {
                return false;
            }
        }
        return true;
    }

    private void makeRoom() {
        if (bodyAt + length > answer.capacity()) {
            ByteBuffer larger = ByteBuffer.allocateDirect(bodyAt + length);
            answer = larger.put(answer.flip());
        }
    }

    private int status() {
        return 100 * (answer.get(STATUS_AT) - '0')
                + 10 * (answer.get(STATUS_AT + 1) - '0')
                + answer.get(STATUS_AT + 2)
                - '0';
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
