package dev.eventlane.ingest.abuse;

import dev.eventlane.ingest.IngestServer;
import dev.eventlane.localstack.server.KafkaServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The front door as a process of its own, with the heap that it has in earnest: what a test does with memory is not its. */
final class IngestProcess implements AutoCloseable {
    private static final Duration BOUND = Duration.ofSeconds(60);
    private static final Pattern LISTENING = Pattern.compile("listening on 127\\.0\\.0\\.1:(\\d+)");
    private static final Pattern HEAP = Pattern.compile("(?m)^jvm_memory_used_bytes\\{area=\"heap\".*} (\\S+)$");
    private static final Pattern DIRECT =
            Pattern.compile("(?m)^jvm_buffer_memory_used_bytes\\{.*id=\"direct\".*} (\\S+)$");

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Process process;
    private final Path output;
    private final int port;

    private IngestProcess(Process process, Path output) throws Exception {
        this.process = process;
        this.output = output;
        this.port = awaitPort();
        awaitWrites();
    }

    /** Starts it, and waits until it takes writes. */
    static IngestProcess start(KafkaServer kafka, String topic, Path folder, Map<String, String> variables)
            throws Exception {
        kafka.createTopic(topic, 2);
        Path output = Files.createTempFile(folder, "http-ingest", ".out");
        ProcessBuilder builder = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:+UseParallelGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        IngestServer.class.getName()))
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        Map<String, String> environment = new HashMap<>(Map.of(
                "HTTP_PORT",
                "0",
                "KAFKA_BROKERS",
                kafka.brokers(),
                "KAFKA_TOPIC",
                topic,
                "ANALYTICS_URL",
                "http://127.0.0.1:1"));
        environment.putAll(variables);
        builder.environment().putAll(environment);
        Process process = builder.start();
        try {
            return new IngestProcess(process, output);
        } catch (Exception | Error e) {
            process.destroyForcibly();
            throw e;
        }
    }

    private int awaitPort() throws Exception {
        long end = System.nanoTime() + BOUND.toNanos();
        while (System.nanoTime() < end && process.isAlive()) {
            Matcher listening = LISTENING.matcher(Files.readString(output));
            if (listening.find()) {
                return Integer.parseInt(listening.group(1));
            }
            process.waitFor(20, TimeUnit.MILLISECONDS);
        }
        throw new IllegalStateException("it did not start: " + Files.readString(output));
    }

    private void awaitWrites() throws Exception {
        long end = System.nanoTime() + BOUND.toNanos();
        while (status("DELETE", "/event/00000000-0000-7000-8000-000000000000") != 202) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("it takes no writes: " + Files.readString(output));
            }
            process.waitFor(20, TimeUnit.MILLISECONDS);
        }
    }

    RawConnection connect() throws IOException {
        return new RawConnection(InetAddress.getLoopbackAddress(), port);
    }

    int status(String method, String path) throws Exception {
        return http.send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                                .timeout(BOUND)
                                .method(method, HttpRequest.BodyPublishers.noBody())
                                .build(),
                        BodyHandlers.discarding())
                .statusCode();
    }

    /** Bytes on the heap that something still holds. */
    long liveHeapBytes() throws Exception {
        new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                        Long.toString(process.pid()),
                        "GC.run")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
        return sum(HEAP);
    }

    /** Bytes of buffers outside of the heap. */
    long directBytes() throws Exception {
        return sum(DIRECT);
    }

    private long sum(Pattern series) throws Exception {
        String metrics = http.send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/metrics"))
                                .timeout(BOUND)
                                .build(),
                        BodyHandlers.ofString())
                .body();
        return (long) series.matcher(metrics)
                .results()
                .mapToDouble(match -> Double.parseDouble(match.group(1)))
                .sum();
    }

    /** What it has logged. */
    String output() throws IOException {
        return Files.readString(output);
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(BOUND.toSeconds(), TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
    }
}
