package dev.eventlane.localstack.cli;

import dev.eventlane.localstack.layout.DataFolder;
import dev.eventlane.localstack.supervise.StackAddresses;
import java.util.List;

/** Where everything is, for people. */
final class Addresses {
    private Addresses() {}

    static List<String> lines(StackAddresses addresses, DataFolder folder) {
        return List.of(
                "  HTTP API      " + addresses.http(),
                "  analytics     " + addresses.analytics(),
                "  Flink         " + addresses.flink(),
                "  Kafka         " + addresses.kafka(),
                "  ClickHouse    " + addresses.clickHouse(),
                "                user " + addresses.adminUser() + ", password in " + addresses.adminPasswordFile(),
                "                curl -u \"%s:$(cat %s)\" '%s/' -d 'SHOW TABLES FROM event_analytics'"
                        .formatted(addresses.adminUser(), addresses.adminPasswordFile(), addresses.clickHouse()),
                "  logs          " + folder.logs());
    }
}
