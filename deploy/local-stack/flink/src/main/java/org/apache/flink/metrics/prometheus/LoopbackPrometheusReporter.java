package org.apache.flink.metrics.prometheus;

import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.exporter.HTTPServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Iterator;
import org.apache.flink.util.PortRange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Flink's own Prometheus reporter listens on every interface of the machine and cannot be told otherwise. This one stands
 * in Flink's package because only there can the collected metrics be seen.
 */
final class LoopbackPrometheusReporter extends AbstractPrometheusReporter {
    private static final Logger LOG = LoggerFactory.getLogger(LoopbackPrometheusReporter.class);

    private final HTTPServer server;

    private LoopbackPrometheusReporter(PortRange ports) {
        this.server = listen(ports, registry);
    }

    /** Listens on the first port of the range that is free. */
    static LoopbackPrometheusReporter listening(PortRange ports) {
        return new LoopbackPrometheusReporter(ports);
    }

    @Override
    public void close() {
        server.stop();
        super.close();
    }

    private static HTTPServer listen(PortRange ports, CollectorRegistry registry) {
        Iterator<Integer> candidates = ports.getPortsIterator();
        while (candidates.hasNext()) {
            InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), candidates.next());
            try {
                HTTPServer server = new HTTPServer(address, registry);
                LOG.info("Metrics for Prometheus at http://{}:{}/metrics", address.getHostString(), server.getPort());
                return server;
            } catch (IOException e) {
                LOG.debug("{} is taken", address, e);
            }
        }
        throw new IllegalStateException("no port of metrics.reporter.*.port is free: " + ports);
    }
}
