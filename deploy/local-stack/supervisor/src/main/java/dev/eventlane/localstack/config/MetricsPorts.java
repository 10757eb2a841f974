package dev.eventlane.localstack.config;

import java.util.function.IntUnaryOperator;

/**
 * Where those tell their metrics that have no other port to do it on, and where Prometheus listens, if it is started; 0 means any
 * port that is free.
 *
 * @param jobManager Flink's JobManager
 * @param taskManager Flink's TaskManager
 * @param kafka the broker
 * @param prometheus Prometheus itself
 */
public record MetricsPorts(int jobManager, int taskManager, int kafka, int prometheus) {
    /** Every port is chosen when the stack starts. */
    public static MetricsPorts random() {
        return new MetricsPorts(0, 0, 0, 0);
    }

    /** Reads FLINK_JOBMANAGER_METRICS_PORT and so on; the defaults are those that the exporters have everywhere. */
    static MetricsPorts from(Variables variables) {
        return new MetricsPorts(
                variables.port("FLINK_JOBMANAGER_METRICS_PORT", 9249),
                variables.port("FLINK_TASKMANAGER_METRICS_PORT", 9250),
                variables.port("KAFKA_METRICS_PORT", 9404),
                variables.port("PROMETHEUS_PORT", 9090));
    }

    MetricsPorts chosen(IntUnaryOperator choose) {
        return new MetricsPorts(
                choose.applyAsInt(jobManager),
                choose.applyAsInt(taskManager),
                choose.applyAsInt(kafka),
                choose.applyAsInt(prometheus));
    }
}
