package dev.eventlane.localstack.service;

import dev.eventlane.localstack.layout.Home;
import dev.eventlane.localstack.process.Loopback;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What lets a JVM tell Prometheus of its MBeans: an agent inside of it.
 *
 * @param jar the agent
 * @param rules which MBeans, and under which names
 * @param port where it listens, on the loopback interface
 */
public record MetricsAgent(Path jar, Path rules, int port) {
    /** That of the broker; empty for programs that an earlier release copied, when there was none. */
    public static Optional<MetricsAgent> ofKafka(Home home, int port) {
        return home.metricsAgent()
                .flatMap(jar -> home.kafkaMetricsRules().map(rules -> new MetricsAgent(jar, rules, port)));
    }

    /** The JVM's option. */
    String option() {
        return "-javaagent:%s=%s:%d:%s".formatted(jar, Loopback.HOST, port, rules);
    }
}
