package org.apache.flink.metrics.prometheus;

import java.util.Properties;
import org.apache.flink.metrics.reporter.MetricReporter;
import org.apache.flink.metrics.reporter.MetricReporterFactory;
import org.apache.flink.util.PortRange;

/** Found by Flink through {@code metrics.reporter.<name>.factory.class}; its one option is {@code port}, a range. */
public final class LoopbackPrometheusReporterFactory implements MetricReporterFactory {
    private static final String PORT = "port";
    private static final String ANY = "0";

    @Override
    public MetricReporter createMetricReporter(Properties properties) {
        return LoopbackPrometheusReporter.listening(new PortRange(properties.getProperty(PORT, ANY)));
    }
}
