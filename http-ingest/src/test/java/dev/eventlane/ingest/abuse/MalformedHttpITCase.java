package dev.eventlane.ingest.abuse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eventlane.localstack.server.KafkaServer;
import java.net.SocketException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Bytes that are no request, or that two programs could read as different ones: refused, and nothing of them is obeyed. */
class MalformedHttpITCase {
    private static final String HOST = "Host: localhost\r\n";
    private static final String POST = "POST /event/ HTTP/1.1\r\n" + HOST + "Content-Type: application/json\r\n";
    private static final String CREATE = "{\"conversation_id\":\"c\",\"event_name\":\"a\"}";
    /** What an attacker would have the server do behind the back of a proxy. */
    private static final String SMUGGLED =
            "DELETE /event/0195d6a0-0000-7000-8000-00000000000a HTTP/1.1\r\n" + HOST + "\r\n";

    @TempDir
    static Path folder;

    private static KafkaServer kafka;
    private static IngestProcess server;

    @BeforeAll
    static void start() throws Exception {
        kafka = KafkaServer.start(folder);
        server = IngestProcess.start(kafka, "malformed", folder, Map.of());
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
        kafka.close();
    }

    static Stream<Arguments> refused() {
        String length = "Content-Length: " + CREATE.length() + "\r\n";
        String chunk = Integer.toHexString(CREATE.length()) + "\r\n" + CREATE + "\r\n";
        String chunked = "Transfer-Encoding: chunked\r\n";
        return Stream.of(
                Arguments.of("length and chunks", POST + length + chunked + "\r\n" + "0\r\n\r\n"),
                Arguments.of("chunks and length", POST + chunked + length + "\r\n" + chunk + "0\r\n\r\n"),
                Arguments.of("two lengths", POST + length + "Content-Length: 0\r\n\r\n" + CREATE),
                Arguments.of("a list of lengths", POST + "Content-Length: 0, " + CREATE.length() + "\r\n\r\n" + CREATE),
                Arguments.of("a negative length", POST + "Content-Length: -1\r\n\r\n"),
                Arguments.of(
                        "a length with a sign", POST + "Content-Length: +" + CREATE.length() + "\r\n\r\n" + CREATE),
                Arguments.of("a length in hex", POST + "Content-Length: 0x0\r\n\r\n"),
                Arguments.of("a length beyond all numbers", POST + "Content-Length: 99999999999999999999\r\n\r\n"),
                Arguments.of("an empty length", POST + "Content-Length: \r\n\r\n"),
                Arguments.of("chunks twice", POST + chunked + chunked + "\r\n" + chunk + "0\r\n\r\n"),
                Arguments.of(
                        "chunks under another name",
                        POST + "Transfer-Encoding: xchunked\r\n\r\n" + chunk + "0\r\n\r\n"),
                Arguments.of(
                        "chunks and something",
                        POST + "Transfer-Encoding: chunked, identity\r\n\r\n" + chunk + "0\r\n\r\n"),
                Arguments.of("gzip as transfer encoding", POST + "Transfer-Encoding: gzip\r\n\r\n"),
                Arguments.of(
                        "chunks under a name with a tab",
                        POST + "Transfer-Encoding:\tchunked\u000b\r\n\r\n" + chunk + "0\r\n\r\n"),
                Arguments.of("a chunk size that is none", POST + chunked + "\r\nzz\r\n" + CREATE + "\r\n0\r\n\r\n"),
                Arguments.of("a negative chunk size", POST + chunked + "\r\n-1\r\n\r\n"),
                Arguments.of(
                        "a chunk size beyond all numbers",
                        POST + chunked + "\r\nfffffffffffffffff\r\n" + CREATE + "\r\n0\r\n\r\n"),
                Arguments.of(
                        "an endless chunk size", POST + chunked + "\r\n" + "0".repeat(100_000) + "1\r\nx\r\n0\r\n\r\n"),
                Arguments.of("an endless chunk extension", POST + chunked + "\r\n1;" + "x".repeat(2_000_000)),
                Arguments.of("a chunk without its end", POST + chunked + "\r\n1\r\n{}0\r\n\r\n"),
                Arguments.of(
                        "a space before the colon",
                        "POST /event/ HTTP/1.1\r\n" + HOST + "Content-Length : 5\r\n\r\nhello"),
                Arguments.of("NUL in a header", "GET /ping HTTP/1.1\r\n" + HOST + "X-A: 1\0\r\n\r\n"),
                Arguments.of("NUL in the path", "GET /pi\0ng HTTP/1.1\r\n" + HOST + "\r\n"),
                Arguments.of(
                        "a carriage return in a header", "GET /ping HTTP/1.1\r\n" + HOST + "X-A: 1\rX-B: 2\r\n\r\n"),
                Arguments.of("a header without a colon", "GET /ping HTTP/1.1\r\n" + HOST + "nonsense\r\n\r\n"),
                Arguments.of("a header without a name", "GET /ping HTTP/1.1\r\n" + HOST + ": x\r\n\r\n"),
                Arguments.of("a method that is none", "G@T /ping HTTP/1.1\r\n" + HOST + "\r\n"),
                Arguments.of("no host", "GET /ping HTTP/1.1\r\n\r\n"),
                Arguments.of("two hosts", "GET /ping HTTP/1.1\r\n" + HOST + "Host: elsewhere\r\n\r\n"),
                Arguments.of("raw bytes in the path", "GET /\u00e4 HTTP/1.1\r\n" + HOST + "\r\n"),
                Arguments.of("a space in the path", "GET /pi ng HTTP/1.1\r\n" + HOST + "\r\n"),
                Arguments.of("an endless path", "GET /" + "x".repeat(3_000_000)),
                Arguments.of("an endless header", "GET /ping HTTP/1.1\r\n" + HOST + "X-A: " + "x".repeat(3_000_000)),
                Arguments.of("endless headers", "GET /ping HTTP/1.1\r\n" + HOST + "X-A: 1\r\n".repeat(100_000)),
                Arguments.of(
                        "endless parameters", "GET /ping?" + "a=1&".repeat(50_000) + " HTTP/1.1\r\n" + HOST + "\r\n"),
                Arguments.of("HTTP/0.9", "GET /ping\r\n"),
                Arguments.of("the preface of HTTP/2", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"),
                Arguments.of("TLS", "\u0016\u0003\u0001\u0002\0\u0001\0\u0001\u00fc\u0003\u0003"),
                Arguments.of("another protocol", "SSH-2.0-OpenSSH_9.2\r\n"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void refused(String what, String request) throws Exception {
        List<RawAnswer> answers = answersTo(request + SMUGGLED);

        // Nothing, or one refusal, and then the connection is closed: what came behind is not looked at.
        assertThat(answers).as(what).hasSizeLessThanOrEqualTo(1);
        assertThat(answers).as(what).allSatisfy(answer -> {
            assertThat(answer.status()).isBetween(400, 499);
            assertThat(answer.closes()).isTrue();
        });
    }

    static Stream<Arguments> answered() {
        return Stream.of(
                Arguments.of("HTTP/1.0", "GET /ping HTTP/1.0\r\n\r\n"),
                Arguments.of("the absolute form", "GET http://localhost/ping HTTP/1.1\r\n" + HOST + "\r\n"),
                // Taken for one line, as the standard allows.
                Arguments.of("a folded header", "GET /ping HTTP/1.1\r\n" + HOST + "X-A: 1\r\n folded: 2\r\n\r\n"),
                Arguments.of("headers in other letters", "GET /ping HTTP/1.1\r\nhOsT:localhost\r\n\r\n"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void answered(String what, String request) throws Exception {
        List<RawAnswer> answers = answersTo(request);

        assertThat(answers).as(what).hasSize(1);
        assertThat(answers.get(0).status()).isEqualTo(200);
        assertThat(answers.get(0).body()).isEqualTo("{\"success\":true,\"message\":\"pong\"}");
    }

    static Stream<Arguments> oneOrNone() {
        return Stream.of(
                Arguments.of("line feeds alone", "GET /ping HTTP/1.1\nHost: localhost\n\n"),
                Arguments.of("empty lines before", "\r\n\r\nGET /ping HTTP/1.1\r\n" + HOST + "\r\n"),
                Arguments.of(
                        "a chunk size of many digits",
                        POST + "Transfer-Encoding: chunked\r\n\r\n" + "0".repeat(100_000) + "2\r\n{}\r\n0\r\n\r\n"));
    }

    /** What the standard leaves to the server; nobody can be deceived by it. */
    @ParameterizedTest(name = "{0}")
    @MethodSource
    void oneOrNone(String what, String request) throws Exception {
        assertThat(answersTo(request)).as(what).hasSizeLessThanOrEqualTo(1);
    }

    @Test
    void nothing_that_was_smuggled_was_done() throws Exception {
        for (Arguments each : refused().toList()) {
            answersTo(each.get()[1] + SMUGGLED);
        }

        try (RawConnection connection = server.connect()) {
            connection.send("GET /metrics HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
            String metrics = RawAnswer.parse(connection.readToEnd()).get(0).body();
            // Those of the start, which waits until writes are taken.
            assertThat(
                            metrics.lines()
                                    .filter(
                                            line -> line.matches(
                                                    "http_server_request_duration_seconds_count\\{http_request_method=\"DELETE\".*202.*} .*")))
                    .singleElement()
                    .asString()
                    .endsWith(" 1");
        }
    }

    private static List<RawAnswer> answersTo(String bytes) throws Exception {
        try (RawConnection connection = server.connect()) {
            try {
                connection.send(bytes);
                connection.halfClose();
            } catch (SocketException e) {
                // The server has closed the connection before it had all of it, as it may.
            }
            return RawAnswer.parse(connection.readToEnd());
        }
    }
}
