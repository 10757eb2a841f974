package dev.eventlane.job.clickhouse.internal;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A server that takes a whole request and then, without an answer, closes the connection or keeps it. A real server can
 * be killed at that moment, but not so that a test can rely on it.
 */
final class CutConnections implements AutoCloseable {

    /** How a chunked HTTP request ends. */
    private static final String END = "\r\n0\r\n\r\n";

    private final ServerSocket socket = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    private final boolean keepOpen;
    final AtomicInteger requests = new AtomicInteger();
    final CountDownLatch firstRequest = new CountDownLatch(1);

    CutConnections(boolean keepOpen) throws IOException {
        this.keepOpen = keepOpen;
        Thread thread = new Thread(this::serve, "cut-connections");
        thread.setDaemon(true);
        thread.start();
    }

    String endpoint() {
        return "http://127.0.0.1:" + socket.getLocalPort();
    }

    private void serve() {
        try {
            while (true) {
                Socket connection = socket.accept();
                readRequest(connection.getInputStream());
                requests.incrementAndGet();
                firstRequest.countDown();
                if (!keepOpen) {
                    connection.close();
                }
            }
        } catch (SocketException e) {
            // Closed: the test is over.
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void readRequest(InputStream in) throws IOException {
        int matched = 0;
        for (int next = in.read(); next >= 0; next = in.read()) {
            if (next == END.charAt(matched)) {
                matched++;
            } else {
                matched = next == END.charAt(0) ? 1 : 0;
            }
            if (matched == END.length()) {
                return;
            }
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
