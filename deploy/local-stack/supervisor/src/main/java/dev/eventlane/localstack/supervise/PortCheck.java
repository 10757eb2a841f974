package dev.eventlane.localstack.supervise;

import dev.eventlane.localstack.LocalStackException;
import dev.eventlane.localstack.config.Ports;
import dev.eventlane.localstack.process.FreePorts;
import dev.eventlane.localstack.process.PortHolder;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Finds taken ports before anything is started, when it is still easy to say what to do. */
final class PortCheck {
    private PortCheck() {}

    /** The ports of a service, by the variable that changes each. */
    static Map<String, Integer> portsOf(String service, Ports ports) {
        Map<String, Integer> byVariable = new LinkedHashMap<>();
        switch (service) {
            case "http-ingest" -> byVariable.put("HTTP_PORT", ports.http());
            case "analytics-api" -> byVariable.put("ANALYTICS_PORT", ports.analytics());
            case "clickhouse" -> byVariable.put("CLICKHOUSE_PORT", ports.clickHouse());
            case "zookeeper" -> byVariable.put("ZOOKEEPER_PORT", ports.zooKeeper());
            case "kafka" -> {
                byVariable.put("KAFKA_PORT", ports.kafka());
                byVariable.put("KAFKA_CONTROLLER_PORT", ports.kafkaController());
                byVariable.put("KAFKA_METRICS_PORT", ports.metrics().kafka());
            }
            case "jobmanager" -> {
                byVariable.put("FLINK_REST_PORT", ports.flinkRest());
                byVariable.put("FLINK_RPC_PORT", ports.flinkRpc());
                byVariable.put("FLINK_JOBMANAGER_METRICS_PORT", ports.metrics().jobManager());
            }
            case "taskmanager" ->
                byVariable.put("FLINK_TASKMANAGER_METRICS_PORT", ports.metrics().taskManager());
            case "prometheus" ->
                byVariable.put("PROMETHEUS_PORT", ports.metrics().prometheus());
            default -> {
                // Chooses its ports itself.
            }
        }
        return byVariable;
    }

    /** Fails when two variables name the same port, which only the later of two servers would notice. */
    static void requireDistinct(List<String> services, Ports ports) {
        Map<Integer, String> variables = new HashMap<>();
        services.forEach(service -> portsOf(service, ports).forEach((variable, port) -> {
            String other = variables.putIfAbsent(port, variable);
            if (other != null) {
                throw new LocalStackException(
                        "%s and %s are both %d; give each a port of its own".formatted(other, variable, port));
            }
        }));
    }

    /** Fails with port, holder and remedy when one of the service's ports is taken. */
    static void requireFree(String service, Ports ports) {
        portsOf(service, ports).forEach((variable, port) -> {
            if (!FreePorts.isFree(port)) {
                String holder = PortHolder.of(port)
                        .map(found -> "process %d (%s)".formatted(found.pid(), found.command()))
                        .orElse("another process");
                throw new LocalStackException(
                        "port %d, which %s needs, is taken by %s; end it, or set %s to another port"
                                .formatted(port, service, holder, variable));
            }
        });
    }
}
