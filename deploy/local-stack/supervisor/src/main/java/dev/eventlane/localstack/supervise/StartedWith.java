package dev.eventlane.localstack.supervise;

import dev.eventlane.localstack.config.Ports;
import dev.eventlane.localstack.layout.Home;
import java.nio.file.Files;

/**
 * What the processes of a stack were started with, and are started again with until it is upgraded or stopped.
 *
 * @param servers where the programs of Kafka, ClickHouse, ZooKeeper and Flink are: they stay until the stack is stopped
 * @param programs where our own are
 */
public record StartedWith(Home servers, Home programs, Ports ports) {
    /** Whether the programs can be started again. */
    boolean isThere() {
        return Files.isDirectory(servers.root()) && Files.isDirectory(programs.root());
    }
}
