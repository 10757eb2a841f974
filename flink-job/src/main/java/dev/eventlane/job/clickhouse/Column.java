package dev.eventlane.job.clickhouse;

import static java.util.Objects.requireNonNull;

import java.io.Serializable;
import org.apache.flink.annotation.PublicEvolving;

/**
 * A column of a {@link Table}, as the server knows it.
 *
 * @param name the column's name, unquoted, not blank
 * @param type the ClickHouse type as {@code DESCRIBE TABLE} shows it, for example {@code Nullable(Float32)}
 */
@PublicEvolving
public record Column(String name, String type) implements Serializable {

    public Column {
        requireNonNull(name, "name is null");
        requireNonNull(type, "type is null");
        if (name.isBlank()) {
            throw new IllegalArgumentException("A column's name is blank; name the column of the ClickHouse table");
        }
        if (type.isBlank()) {
            throw new IllegalArgumentException("Column '" + name
                    + "' has a blank type; give the ClickHouse type that DESCRIBE TABLE shows, such as String");
        }
    }
}
