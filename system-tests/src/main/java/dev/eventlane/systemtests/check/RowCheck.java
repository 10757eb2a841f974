package dev.eventlane.systemtests.check;

import dev.eventlane.systemtests.ClickHouseSql;
import dev.eventlane.systemtests.model.Difference;
import dev.eventlane.systemtests.model.Difference.Kind;
import dev.eventlane.systemtests.model.Json;
import dev.eventlane.systemtests.model.Oracle;
import dev.eventlane.systemtests.model.Row;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Compares table {@code events} with the oracle, whole rows, live ones and tombstones. */
final class RowCheck {
    private static final String FORMAT =
            " FORMAT JSONEachRow SETTINGS output_format_json_quote_64bit_integers = 0, date_time_output_format = 'iso'";

    private final ClickHouseSql sql;
    private final Oracle oracle;

    RowCheck(ClickHouseSql sql, Oracle oracle) {
        this.sql = sql;
        this.oracle = oracle;
    }

    /** Compares what changed since then. */
    List<Difference> since(Instant since) {
        List<Difference> differences = new ArrayList<>();
        String changed = " WHERE updated_at >= fromUnixTimestamp64Milli(" + since.toEpochMilli() + ")";
        String newest = "SELECT * FROM events" + changed
                + " ORDER BY project_id, conversation_id, id, version DESC LIMIT 1 BY project_id, conversation_id, id";
        compare(newest, expected(since, row -> true), differences);
        if (differences.isEmpty()) {
            // What readers see, which costs a merge of the whole table.
            compare("SELECT * FROM events FINAL" + changed, expected(since, row -> !row.deleted()), differences);
        }
        return differences;
    }

    private Map<UUID, Row> expected(Instant since, Predicate<Row> wanted) {
        return oracle.rows()
                .filter(row -> !row.updatedAt().isBefore(since))
                .filter(wanted)
                .collect(Collectors.toMap(Row::id, Function.identity()));
    }

    private void compare(String select, Map<UUID, Row> expected, List<Difference> differences) {
        Set<UUID> seen = new HashSet<>();
        try (Stream<String> lines = sql.lines(select + FORMAT)) {
            lines.forEach(line -> compare(Row.of(Json.read(line)), expected, seen, differences));
        }
        expected.values().forEach(row -> differences.add(new Difference(Kind.LOST, subject(row), row, "no such row")));
    }

    private static void compare(Row found, Map<UUID, Row> expected, Set<UUID> seen, List<Difference> differences) {
        boolean again = !seen.add(found.id());
        Row row = expected.remove(found.id());
        if (again) {
            differences.add(new Difference(Kind.DOUBLED, subject(found), "one row", found));
        } else if (row == null) {
            differences.add(new Difference(Kind.DOUBLED, subject(found), "no such row", found));
        } else if (!row.equals(found)) {
            differences.add(new Difference(Kind.WRONG, subject(found), row, found));
        }
    }

    private static String subject(Row row) {
        return (row.deleted() ? "tombstone of event " : "row of event ") + row.id();
    }
}
