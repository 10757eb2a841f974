package dev.eventlane.http.metrics;

/** What Prometheus calls a family. */
public enum MetricType {
    COUNTER,
    GAUGE,
    HISTOGRAM,
    SUMMARY
}
