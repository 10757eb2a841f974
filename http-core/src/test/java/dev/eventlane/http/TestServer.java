package dev.eventlane.http;

import dev.eventlane.core.config.Settings;
import io.undertow.server.HttpHandler;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A server on the loopback interface, and a client of it. */
public final class TestServer implements AutoCloseable {
    private static final Duration BOUND = Duration.ofSeconds(10);

    private final CountedRefusals refusals;
    private final HttpServer server;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private TestServer(CountedRefusals refusals, HttpServer server) {
        this.refusals = refusals;
        this.server = server;
    }

    /** Starts it with these variables, and without a grace at its end unless they give one. */
    public static TestServer start(Map<String, String> variables, HttpHandler handler) {
        return start(variables, new CountedRefusals(), handler);
    }

    /** The same, for a handler that counts refusals too. */
    public static TestServer start(Map<String, String> variables, CountedRefusals refusals, HttpHandler handler) {
        return new TestServer(refusals, HttpServer.start(config(variables), refusals, handler, List.of()));
    }

    /** A free port of the loopback interface, these variables, and no grace unless they give one. */
    public static ServerConfig config(Map<String, String> variables) {
        Map<String, String> all = new HashMap<>(Map.of("SHUTDOWN_GRACE", "0s"));
        all.putAll(variables);
        return ServerConfig.from(Settings.of(all), new ListenAddress("127.0.0.1", 0, "HTTP_PORT"));
    }

    public HttpServer server() {
        return server;
    }

    public CountedRefusals refusals() {
        return refusals;
    }

    /** Sends a request; headers by name and value. */
    public HttpResponse<String> send(String method, String path, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
                .timeout(BOUND)
                .method(method, BodyPublishers.noBody());
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            return http.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Everything that comes back for these bytes until the server closes the connection. */
    public String exchange(String request) throws IOException {
        try (Socket socket = connect()) {
            write(socket, request);
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** The first bytes of the answer to a request on a connection of its own. */
    String exchangeOnce() throws IOException {
        try (Socket socket = connect()) {
            write(socket, "GET / HTTP/1.1\r\nHost: x\r\n\r\n");
            byte[] answer = new byte[4096];
            int length = socket.getInputStream().read(answer);
            return new String(answer, 0, Math.max(0, length), StandardCharsets.UTF_8);
        }
    }

    /** A connection whose reads fail after ten seconds. */
    public Socket connect() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
        socket.setSoTimeout(Math.toIntExact(BOUND.toMillis()));
        return socket;
    }

    public static void write(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().flush();
    }

    @Override
    public void close() {
        server.close();
    }
}
