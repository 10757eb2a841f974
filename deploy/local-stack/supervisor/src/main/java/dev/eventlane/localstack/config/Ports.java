package dev.eventlane.localstack.config;

import dev.eventlane.localstack.process.FreePorts;
import java.util.function.IntUnaryOperator;

/**
 * Where everything listens; 0 means any port that is free.
 *
 * @param http http-ingest: what clients use
 * @param analytics analytics-api
 * @param flinkRest Flink's web UI and REST API
 * @param flinkRpc between JobManager and TaskManager
 * @param kafka the broker
 * @param kafkaController the broker's own
 * @param clickHouse ClickHouse's HTTP interface
 * @param zooKeeper Flink's memory of its jobs
 * @param metrics what only Prometheus asks
 */
public record Ports(
        int http,
        int analytics,
        int flinkRest,
        int flinkRpc,
        int kafka,
        int kafkaController,
        int clickHouse,
        int zooKeeper,
        MetricsPorts metrics) {

    /** What an earlier release wrote down names no ports of metrics. */
    public Ports {
        metrics = metrics == null ? MetricsPorts.random() : metrics;
    }

    /** Every port is chosen when the stack starts. */
    public static Ports random() {
        return new Ports(0, 0, 0, 0, 0, 0, 0, 0, MetricsPorts.random());
    }

    /** Reads HTTP_PORT, ANALYTICS_PORT and so on. */
    public static Ports from(Variables variables) {
        return new Ports(
                variables.port("HTTP_PORT", variables.port("API_PORT", 8080)),
                variables.port("ANALYTICS_PORT", 8082),
                variables.port("FLINK_REST_PORT", 8081),
                variables.port("FLINK_RPC_PORT", 6123),
                variables.port("KAFKA_PORT", 9092),
                variables.port("KAFKA_CONTROLLER_PORT", 9093),
                variables.port("CLICKHOUSE_PORT", 8123),
                variables.port("ZOOKEEPER_PORT", 2181),
                MetricsPorts.from(variables));
    }

    /** The same with a free port for every 0. */
    public Ports chosen() {
        IntUnaryOperator choose = port -> port == 0 ? FreePorts.next() : port;
        return new Ports(
                choose.applyAsInt(http),
                choose.applyAsInt(analytics),
                choose.applyAsInt(flinkRest),
                choose.applyAsInt(flinkRpc),
                choose.applyAsInt(kafka),
                choose.applyAsInt(kafkaController),
                choose.applyAsInt(clickHouse),
                choose.applyAsInt(zooKeeper),
                metrics.chosen(choose));
    }
}
