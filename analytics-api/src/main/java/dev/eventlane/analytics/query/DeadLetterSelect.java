package dev.eventlane.analytics.query;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * The one way in which dead letters are asked for, newest first. Whatever a route adds, the statement reads those of the given
 * projects, each once however often it was written, and every value of a client travels as a parameter. Not thread-safe.
 */
public final class DeadLetterSelect {
    /** Identifies a dead letter: what the table is sorted by. The time tells a topic from an earlier one of the same name. */
    private static final String KEY = "received_at, kafka_topic, kafka_partition, kafka_offset";

    private static final String NEWEST_FIRST =
            " ORDER BY received_at DESC, kafka_topic DESC, kafka_partition DESC, kafka_offset DESC";

    private final List<String> columns;
    private final Conditions conditions = new Conditions();
    private final int limit;

    private DeadLetterSelect(List<String> columns, int limit) {
        this.columns = List.copyOf(columns);
        this.limit = limit;
    }

    /**
     * The dead letters of some projects.
     *
     * @param projectIds at least one; {@code ""} = those that do not tell their project
     * @param columns of {@code dead_letters}, or {@code replayed_at}, which is null for what was not replayed
     * @param limit the most rows
     */
    public static DeadLetterSelect ofProjects(List<String> projectIds, List<String> columns, int limit) {
        DeadLetterSelect select = new DeadLetterSelect(columns, limit);
        select.conditions.anyOf("project_id", projectIds);
        return select;
    }

    /** Any of the reasons; none = no condition. */
    public DeadLetterSelect whereReason(List<String> reasons) {
        if (!reasons.isEmpty()) {
            conditions.anyOf("reason", reasons);
        }
        return this;
    }

    public DeadLetterSelect whereEvent(UUID eventId) {
        conditions.equal("event_id", eventId);
        return this;
    }

    public DeadLetterSelect whereNotBefore(Instant from) {
        conditions.notBefore("received_at", from);
        return this;
    }

    public DeadLetterSelect whereBefore(Instant to) {
        conditions.before("received_at", to);
        return this;
    }

    /** Only those that come after the given one: older ones. */
    public DeadLetterSelect whereAfter(Instant receivedAt, String topic, int partition, long offset) {
        conditions.that("(" + KEY + ") < (" + conditions.time(receivedAt) + ", " + conditions.text(topic) + ", "
                + conditions.number(partition) + ", " + conditions.number(offset) + ")");
        return this;
    }

    /** Which rows is decided on narrow columns; their bytes, and when they were replayed, are then looked up by key. */
    public Query build() {
        String page = "SELECT " + KEY + " FROM dead_letters FINAL WHERE " + conditions.sql() + NEWEST_FIRST + " LIMIT "
                + limit;
        String replays = "SELECT " + KEY + ", toNullable(replayed_at) AS replayed_at FROM dead_letter_replays FINAL"
                + " WHERE (" + KEY + ") IN page";
        return new Query(
                "WITH page AS (" + page + ") SELECT " + String.join(", ", columns)
                        + " FROM dead_letters FINAL LEFT ANY JOIN (" + replays + ") AS replays USING (" + KEY + ")"
                        + " WHERE (" + KEY + ") IN page" + NEWEST_FIRST,
                conditions.parameters());
    }
}
