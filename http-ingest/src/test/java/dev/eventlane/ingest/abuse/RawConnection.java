package dev.eventlane.ingest.abuse;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;

/** A connection on which a test may send anything. */
final class RawConnection implements AutoCloseable {
    private static final int BOUND_MILLIS = 15_000;
    private static final int BUFFER = 16 << 10;

    private final Socket socket;

    RawConnection(InetAddress host, int port) throws IOException {
        this.socket = new Socket(host, port);
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(BOUND_MILLIS);
    }

    void send(String text) throws IOException {
        send(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    void send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
    }

    /** The client has nothing more to say, and still listens. */
    void halfClose() throws IOException {
        socket.shutdownOutput();
    }

    /** Waits for the first byte of an answer, and gives what there is then. */
    String readSome() throws IOException {
        byte[] bytes = new byte[BUFFER];
        int length = socket.getInputStream().read(bytes);
        return length < 0 ? "" : new String(bytes, 0, length, StandardCharsets.ISO_8859_1);
    }

    /**
     * All that the server says.
     *
     * @param reset the server closed the connection with bytes of ours unread: TCP may then lose the end of what it said
     */
    @SuppressWarnings("ArrayRecordComponent") // Two of them are never compared.
    record Said(byte[] bytes, boolean reset) {}

    /**
     * All that the server says until it closes the connection.
     *
     * @throws SocketTimeoutException if it neither says anything nor closes
     */
    Said readToEnd() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        InputStream in = socket.getInputStream();
        byte[] buffer = new byte[BUFFER];
        try {
            for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
                bytes.write(buffer, 0, length);
            }
        } catch (SocketTimeoutException e) {
            throw e;
        } catch (SocketException e) {
            return new Said(bytes.toByteArray(), true);
        }
        return new Said(bytes.toByteArray(), false);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
