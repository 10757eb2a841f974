package dev.eventlane.localstack.supervise;

import dev.eventlane.localstack.LocalStackException;
import dev.eventlane.localstack.config.ExternalServers;
import dev.eventlane.localstack.process.Loopback;
import dev.eventlane.localstack.service.Topics;
import java.net.URI;

/** Asks the servers that somebody else runs whether they are there, before anything is started. */
final class ExternalCheck {
    private ExternalCheck() {}

    /** Fails when one of them is not reached, with the variable that names it. */
    static void run(ExternalServers external) {
        external.clickHouse()
                .ifPresent(server -> require(
                        Loopback.answers(URI.create("http://" + server.host() + ":" + server.port() + "/ping")),
                        server.toString(),
                        "CLICKHOUSE_HOST and CLICKHOUSE_PORT"));
        external.kafkaBrokers()
                .ifPresent(brokers -> require(Topics.reachable(brokers), "Kafka at " + brokers, "KAFKA_BROKERS"));
        external.flinkRest()
                .ifPresent(flink -> require(
                        Loopback.answers(URI.create(flink + "/overview")), "Flink at " + flink, "FLINK_REST_URL"));
    }

    private static void require(boolean reached, String server, String variables) {
        if (!reached) {
            throw new LocalStackException(
                    "%s does not answer: start it, or change or unset %s".formatted(server, variables));
        }
    }
}
