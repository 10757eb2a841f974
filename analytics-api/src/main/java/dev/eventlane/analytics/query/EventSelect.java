package dev.eventlane.analytics.query;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * The one way in which events are asked for. Whatever a route adds, the statement reads the newest version of each event of one
 * project and no deleted event, and every value of a client travels as a parameter. Not thread-safe.
 */
public final class EventSelect {
    private final List<String> expressions = new ArrayList<>();
    private final Conditions conditions = new Conditions();
    private String grouping = "";
    private String order = "";
    private String limit = "";

    private EventSelect() {}

    /** All events of a project as they are now. */
    public static EventSelect ofProject(String projectId) {
        return new EventSelect().whereEqual("project_id", projectId);
    }

    /** Adds columns or expressions of our own making to the result. */
    public EventSelect select(List<String> sql) {
        expressions.addAll(sql);
        return this;
    }

    public EventSelect whereEqual(String column, String value) {
        conditions.equal(column, value);
        return this;
    }

    public EventSelect whereEqual(String column, UUID value) {
        conditions.equal(column, value);
        return this;
    }

    /** Only rows whose column is not empty. */
    public EventSelect whereGiven(String column) {
        conditions.notEmpty(column);
        return this;
    }

    /** Any of the values; no value = no condition. */
    public EventSelect whereAnyOf(String column, List<String> values) {
        if (!values.isEmpty()) {
            conditions.anyOf(column, values);
        }
        return this;
    }

    /**
     * Only events that have any of the values at a path of their properties.
     *
     * @param path keys joined by dots
     * @param values at least one
     */
    public EventSelect whereProperty(String path, List<String> values) {
        conditions.anyOfAt("properties_json", path, values);
        return this;
    }

    public EventSelect whereNotBefore(String column, Instant from) {
        conditions.notBefore(column, from);
        return this;
    }

    public EventSelect whereBefore(String column, Instant to) {
        conditions.before(column, to);
        return this;
    }

    /** Only rows that come after the given one in the order {@code created_at, id}. */
    public EventSelect whereAfter(Instant createdAt, UUID id) {
        conditions.that("(created_at, toString(id)) > (" + conditions.time(createdAt) + ", "
                + conditions.text(id.toString()) + ")");
        return this;
    }

    public EventSelect groupBy(String... columns) {
        grouping = " GROUP BY " + String.join(", ", columns);
        return this;
    }

    public EventSelect orderBy(String... terms) {
        order = " ORDER BY " + String.join(", ", terms);
        return this;
    }

    public EventSelect limit(int rows) {
        limit = " LIMIT " + rows;
        return this;
    }

    public Query build() {
        String sql = "SELECT " + String.join(", ", expressions) + " FROM events FINAL WHERE " + conditions.sql()
                + grouping + order + limit;
        return new Query(sql, conditions.parameters());
    }
}
