package dev.eventlane.localstack.supervise;

/**
 * Where everything is found.
 *
 * @param clickHouse the HTTP interface
 * @param adminPasswordFile holds the password of ClickHouse's user {@code adminUser}
 */
public record StackAddresses(
        String http,
        String analytics,
        String flink,
        String kafka,
        String clickHouse,
        String adminUser,
        String adminPasswordFile) {}
