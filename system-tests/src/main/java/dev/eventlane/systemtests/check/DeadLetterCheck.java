package dev.eventlane.systemtests.check;

import dev.eventlane.systemtests.ClickHouseSql;
import dev.eventlane.systemtests.model.Difference;
import dev.eventlane.systemtests.model.Difference.Kind;
import dev.eventlane.systemtests.model.LoggedOperation;
import dev.eventlane.systemtests.model.Oracle;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Compares table {@code dead_letters} with the oracle: operations whose create never came are there when their time is over, each
 * once, and nothing else ever is.
 */
final class DeadLetterCheck {
    private static final Duration PENDING_TTL = Duration.ofMinutes(10);
    /** When exactly the time is over depends on how far the job has read. */
    private static final Duration SLACK = Duration.ofMinutes(3);

    private final ClickHouseSql sql;
    private final Oracle oracle;

    DeadLetterCheck(ClickHouseSql sql, Oracle oracle) {
        this.sql = sql;
        this.oracle = oracle;
    }

    List<Difference> differences() {
        List<Difference> differences = new ArrayList<>();
        Map<String, LoggedOperation> waiting = oracle.waiting();
        Set<String> buried = new HashSet<>();
        String select = "SELECT kafka_partition, kafka_offset, reason FROM dead_letters FINAL";
        try (Stream<String> lines = sql.lines(select)) {
            for (String line : (Iterable<String>) lines::iterator) {
                String[] columns = line.split("\t", -1);
                String position = columns[0] + "/" + columns[1];
                boolean expected = waiting.containsKey(position)
                        && columns[2].equals("CREATE_MISSING")
                        && age(waiting.get(position)).compareTo(PENDING_TTL) >= 0;
                if (!buried.add(position) || !expected) {
                    differences.add(new Difference(Kind.WRONG, "dead letter " + position, "none", line));
                }
            }
        }
        waiting.forEach((position, operation) -> {
            if (age(operation).compareTo(PENDING_TTL.plus(SLACK)) > 0 && !buried.contains(position)) {
                differences.add(new Difference(Kind.LOST, "dead letter " + position, operation, "no dead letter"));
            }
        });
        return differences;
    }

    private static Duration age(LoggedOperation operation) {
        return Duration.between(Instant.ofEpochMilli(operation.timestamp()), Instant.now());
    }
}
