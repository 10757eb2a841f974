package dev.eventlane.localstack.process;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Asks servers whether they are there. */
public final class Loopback {
    /** The one address on which the local stack listens. */
    public static final String HOST = "127.0.0.1";

    private static final Duration ANSWER = Duration.ofSeconds(2);
    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(ANSWER)
            .build();

    private Loopback() {}

    /** Whether a connection is accepted. */
    public static boolean accepts(String host, int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(host, port), Math.toIntExact(ANSWER.toMillis()));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** Whether a GET is answered with 200. */
    public static boolean answers(URI uri) {
        HttpRequest request = HttpRequest.newBuilder(uri).timeout(ANSWER).build();
        try {
            return CLIENT.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
