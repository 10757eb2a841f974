package dev.eventlane.benchmark.http;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;

/**
 * A keep-alive connection with at most one request under way. It connects when it has something to send, and again when the
 * server has ended it. Used by one thread.
 */
public final class Connection implements AutoCloseable {
    private static final int CONNECT_MILLIS = 5_000;
    private static final int INITIAL_BUFFER = 8 << 10;

    private final InetSocketAddress address;
    private final Selector selector;
    private final Object owner;
    private final Answer answer = new Answer();
    private ByteBuffer request = ByteBuffer.allocateDirect(INITIAL_BUFFER);
    private SocketChannel channel;
    private SelectionKey key;

    /**
     * A connection that is not open yet.
     *
     * @param owner what its selection keys are attached to
     */
    public Connection(InetSocketAddress address, Selector selector, Object owner) {
        this.address = address;
        this.selector = selector;
        this.owner = owner;
    }

    /** Sends a request, or begins to; {@link #proceed} goes on with it. */
    public void send(ByteText text) throws IOException {
        answer.clear();
        if (channel == null) {
            connect();
        }
        if (request.capacity() < text.length()) {
            request = ByteBuffer.allocateDirect(Math.max(2 * request.capacity(), text.length()));
        }
        request.clear().put(text.bytes(), 0, text.length()).flip();
        write();
    }

    /**
     * Goes on with what the socket is ready for.
     *
     * @return the answer, if it is there whole, valid until the next request; else {@code null}
     * @throws IOException if the connection broke; {@link #disconnect} it then
     */
    public Answer proceed() throws IOException {
        if (key.isWritable()) {
            write();
        }
        if (!key.isReadable() || !answer.read(channel)) {
            return null;
        }
        if (answer.closesConnection()) {
            disconnect();
        }
        return answer;
    }

    private void connect() throws IOException {
        channel = SocketChannel.open();
        channel.socket().connect(address, CONNECT_MILLIS);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.configureBlocking(false);
        key = channel.register(selector, SelectionKey.OP_READ, owner);
    }

    private void write() throws IOException {
        channel.write(request);
        int interest = request.hasRemaining() ? SelectionKey.OP_READ | SelectionKey.OP_WRITE : SelectionKey.OP_READ;
        if (key.interestOps() != interest) {
            key.interestOps(interest);
        }
    }

    /** Ends the connection; the next request opens it again. */
    public void disconnect() throws IOException {
        if (channel != null) {
            channel.close();
            channel = null;
        }
    }

    @Override
    public void close() throws IOException {
        disconnect();
    }
}
