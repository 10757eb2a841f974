package dev.eventlane.systemtests.fault;

import dev.eventlane.systemtests.fault.Ambush.Place;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One connection through the proxy: requests are read one by one, answers are only passed on. */
final class ProxiedConnection {
    private static final Logger LOG = LoggerFactory.getLogger(ProxiedConnection.class);
    private static final int BUFFER = 8192;

    private final InsertProxy proxy;
    private final Socket client;
    private final Socket server;
    private final InputStream requests;
    private final OutputStream toServer;

    private volatile Ambush instead;

    ProxiedConnection(InsertProxy proxy, Socket client, Socket server) throws IOException {
        this.proxy = proxy;
        this.client = client;
        this.server = server;
        this.requests = new BufferedInputStream(client.getInputStream(), BUFFER);
        this.toServer = new BufferedOutputStream(server.getOutputStream(), BUFFER);
    }

    /** Ends when either side does. */
    void passAnswers() {
        byte[] buffer = new byte[BUFFER];
        try (client;
                server) {
            InputStream answers = server.getInputStream();
            OutputStream toClient = client.getOutputStream();
            for (int length = answers.read(buffer); length >= 0; length = answers.read(buffer)) {
                Ambush ambush = instead;
                if (ambush != null) {
                    ambush.spring();
                    return;
                }
                toClient.write(buffer, 0, length);
            }
        } catch (IOException e) {
            // One of them is gone; closing both is all there is to do.
            LOG.debug("connection ended", e);
        }
    }

    void passRequests() throws IOException {
        while (true) {
            Head head = passHead();
            Ambush ambush = head.isInsert ? proxy.take() : null;
            if (head.length == Head.CHUNKED) {
                passChunks(ambush);
            } else {
                passBody(head.length - 1, ambush);
                // The server may answer as soon as it has seen the end.
                arm(ambush);
                passBody(Math.min(1, head.length), null);
                toServer.flush();
                after(ambush);
            }
        }
    }

    private record Head(boolean isInsert, long length) {
        static final long CHUNKED = -1;
    }

    private static boolean isInsert(String requestLine) {
        return requestLine.startsWith("POST")
                && requestLine.toUpperCase(Locale.ROOT).contains("INSERT");
    }

    private String asking(String requestLine) {
        return requestLine.replace(" HTTP/", "&" + proxy.setting() + " HTTP/");
    }

    private Head passHead() throws IOException {
        String requestLine = readLine();
        write(isInsert(requestLine) && !proxy.setting().isEmpty() ? asking(requestLine) : requestLine);
        long length = 0;
        String line = passLine();
        while (!line.isEmpty()) {
            String header = line.toLowerCase(Locale.ROOT);
            if (header.startsWith("content-length:")) {
                length =
                        Long.parseLong(header.substring(header.indexOf(':') + 1).strip());
            } else if (header.startsWith("transfer-encoding:") && header.contains("chunked")) {
                length = Head.CHUNKED;
            }
            line = passLine();
        }
        toServer.flush();
        return new Head(isInsert(requestLine), length);
    }

    private void passChunks(Ambush ambush) throws IOException {
        boolean first = true;
        for (long size = passChunkSize(); size > 0; size = passChunkSize()) {
            passBody(size, first ? ambush : null);
            passLine();
            toServer.flush();
            first = false;
        }
        arm(ambush);
        passTrailers();
        toServer.flush();
        after(ambush);
    }

    private void passTrailers() throws IOException {
        String trailer = passLine();
        while (!trailer.isEmpty()) {
            trailer = passLine();
        }
    }

    private long passChunkSize() throws IOException {
        return Long.parseLong(passLine().split(";", 2)[0].strip(), 16);
    }

    private void passBody(long length, Ambush ambush) throws IOException {
        long half = is(ambush, Place.IN_BODY) ? length / 2 : -1;
        for (long i = 0; i < length; i++) {
            if (i == half) {
                toServer.flush();
                cut(ambush);
            }
            toServer.write(next());
        }
    }

    private void arm(Ambush ambush) {
        if (is(ambush, Place.INSTEAD_OF_ANSWER)) {
            instead = ambush;
        }
    }

    private void after(Ambush ambush) throws IOException {
        if (is(ambush, Place.AFTER_BODY)) {
            cut(ambush);
        }
    }

    private void cut(Ambush ambush) throws IOException {
        ambush.spring();
        client.close();
        server.close();
        throw new EOFException("cut");
    }

    private static boolean is(Ambush ambush, Place place) {
        return ambush != null && ambush.place() == place;
    }

    /** Passes a line on, and returns it without its end. */
    private String passLine() throws IOException {
        String line = readLine();
        write(line);
        return line;
    }

    private String readLine() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = next(); next != '\n'; next = next()) {
            line.append((char) next);
        }
        return line.toString().stripTrailing();
    }

    private void write(String line) throws IOException {
        toServer.write((line + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
    }

    private int next() throws IOException {
        int next = requests.read();
        if (next < 0) {
            throw new EOFException("the client is gone");
        }
        return next;
    }
}
