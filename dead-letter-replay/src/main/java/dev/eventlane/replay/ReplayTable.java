package dev.eventlane.replay;

import dev.eventlane.core.clickhouse.ClickHouseConnection;
import dev.eventlane.replay.Entry.ReplayNote;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;

/** Shows in ClickHouse when dead letters were replayed. Showing a replay twice is harmless. */
final class ReplayTable {
    private static final int MAX_ROWS = 10_000;
    private static final String INSERT =
            """
            INSERT INTO dead_letter_replays
            (received_at, kafka_topic, kafka_partition, kafka_offset, replayed_at, replayed_partition, replayed_offset)
            VALUES (fromUnixTimestamp64Milli(?, 'UTC'), ?, ?, ?, fromUnixTimestamp64Milli(?, 'UTC'), ?, ?)
            """;

    private final ClickHouseConnection target;

    ReplayTable(ClickHouseConnection target) {
        this.target = target;
    }

    /**
     * Finds out whether it is there.
     *
     * @throws ReplayException if ClickHouse does not answer, or has no such table
     */
    void require() {
        try (Connection connection = target.open();
                Statement statement = connection.createStatement()) {
            statement.execute("SELECT replayed_at FROM dead_letter_replays LIMIT 0");
        } catch (SQLException e) {
            throw new ReplayException(
                    "nothing was replayed, since it could not be shown: " + target.explain(e)
                            + "; CLICKHOUSE_HOST and so on say where it is, and the migrations make its tables",
                    e);
        }
    }

    /**
     * Inserts them.
     *
     * @throws ReplayException if ClickHouse does not take them
     */
    void show(Collection<ReplayNote> notes) {
        try (Connection connection = target.open();
                PreparedStatement insert = connection.prepareStatement(INSERT)) {
            int rows = 0;
            for (ReplayNote note : notes) {
                fill(insert, note);
                insert.addBatch();
                if (++rows % MAX_ROWS == 0 || rows == notes.size()) {
                    insert.executeBatch();
                }
            }
        } catch (SQLException e) {
            throw new ReplayException(
                    "replays cannot be shown: " + target.explain(e)
                            + "; they are remembered in Kafka all the same, and shown by the next run",
                    e);
        }
    }

    private static void fill(PreparedStatement insert, ReplayNote note) throws SQLException {
        Origin origin = note.origin();
        insert.setLong(1, origin.timestamp());
        insert.setString(2, origin.topic());
        insert.setInt(3, origin.partition());
        insert.setLong(4, origin.offset());
        insert.setLong(5, note.replayedAt());
        insert.setInt(6, note.replayedPartition());
        insert.setLong(7, note.replayedOffset());
    }
}
