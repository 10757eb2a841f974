package dev.eventlane.analytics.query;

import java.util.Map;

/**
 * A statement as ClickHouse is sent it.
 *
 * @param sql holds names and placeholders such as {@code {p0:String}}, never a value of a client
 * @param parameters the values, which the server puts in
 */
public record Query(String sql, Map<String, Object> parameters) {
    public Query {
        parameters = Map.copyOf(parameters);
    }
}
