package dev.eventlane.localstack.service;

import dev.eventlane.localstack.process.Loopback;
import java.net.URI;

/**
 * A server that tells its metrics, on the loopback interface, at {@code /metrics}.
 *
 * @param job what Prometheus calls it: the name of the process
 */
public record ScrapeTarget(String job, int port) {
    /** Host and port. */
    String address() {
        return Loopback.HOST + ":" + port;
    }

    /** Where the metrics are, as text. */
    public URI uri() {
        return URI.create("http://" + address() + "/metrics");
    }
}
