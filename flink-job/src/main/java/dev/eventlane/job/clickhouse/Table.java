package dev.eventlane.job.clickhouse;

import static java.util.Objects.requireNonNull;

import java.io.Serializable;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.flink.annotation.PublicEvolving;

/**
 * A target table and the columns that a {@link RowEncoder} writes to it, in the encoder's order.
 *
 * <p>Names and types travel with every insert and the server compares them with its table: a column that it does not
 * have, or has with another type, refuses the insert. Columns of the table that are not listed get their default.
 *
 * @param name the table's name within the sink's database, unquoted, not blank
 * @param columns at least one column, no name twice
 */
@PublicEvolving
public record Table(String name, List<Column> columns) implements Serializable {

    public Table {
        requireNonNull(name, "name is null");
        columns = List.copyOf(columns);
        if (name.isBlank()) {
            throw new IllegalArgumentException("A table's name is blank; name a table of the sink's database");
        }
        if (columns.isEmpty()) {
            throw new IllegalArgumentException(
                    "Table '" + name + "' lists no column; list those that the encoder writes, in its order");
        }
        Set<String> names = new HashSet<>();
        for (Column column : columns) {
            if (!names.add(column.name())) {
                throw new IllegalArgumentException(
                        "Table '" + name + "' lists column '" + column.name() + "' twice; list each column once");
            }
        }
    }

    /** A table from column names and types in turn: {@code Table.of("t", "id", "UUID", "n", "UInt32")}. */
    public static Table of(String name, String... namesAndTypes) {
        if (namesAndTypes.length % 2 != 0) {
            throw new IllegalArgumentException("Table '" + name + "' was given " + namesAndTypes.length
                    + " strings; give a type after every column name");
        }
        Column[] columns = new Column[namesAndTypes.length / 2];
        for (int i = 0; i < columns.length; i++) {
            columns[i] = new Column(namesAndTypes[2 * i], namesAndTypes[2 * i + 1]);
        }
        return new Table(name, List.of(columns));
    }
}
