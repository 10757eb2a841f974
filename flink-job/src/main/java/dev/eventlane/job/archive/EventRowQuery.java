package dev.eventlane.job.archive;

import com.clickhouse.client.api.data_formats.ClickHouseBinaryFormatReader;
import dev.eventlane.core.clickhouse.EventFieldsRow;
import dev.eventlane.core.event.EventKey;
import dev.eventlane.job.lifecycle.EventState.Deleted;
import dev.eventlane.job.lifecycle.EventState.Live;
import dev.eventlane.job.lifecycle.EventState.Stored;
import dev.eventlane.job.lifecycle.OperationIds;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;

/** Reads rows of table {@code events} back into the states that they were written from. */
final class EventRowQuery {
    /** Without FINAL: the newest version of a few events is found faster among all of theirs. */
    static final String SQL =
            """
            SELECT project_id, id, conversation_id, %s, created_at, updated_at, version, is_deleted
            FROM events
            WHERE id IN ({ids:Array(UUID)}) AND project_id IN ({projects:Array(String)})
            ORDER BY version DESC
            LIMIT 1 BY project_id, id
            """
                    .formatted(String.join(", ", EventFieldsRow.COLUMNS));

    private EventRowQuery() {}

    static Map<String, Object> parameters(Collection<EventKey> keys) {
        return Map.of(
                "ids", keys.stream().map(EventKey::eventId).distinct().toList(),
                "projects", keys.stream().map(EventKey::projectId).distinct().toList());
    }

    static EventKey key(ClickHouseBinaryFormatReader row) {
        UUID id = row.getUUID("id");
        return new EventKey(row.getString("project_id"), id);
    }

    /** Which operations made the version is not stored: the state remembers none. */
    static Stored state(ClickHouseBinaryFormatReader row) {
        long version = row.getBigInteger("version").longValueExact();
        String conversationId = row.getString("conversation_id");
        long createdAt = row.getInstant("created_at").toEpochMilli();
        long updatedAt = row.getInstant("updated_at").toEpochMilli();
        if (row.getByte("is_deleted") != 0) {
            return new Deleted(version, conversationId, createdAt, updatedAt, OperationIds.NONE);
        }
        return new Live(version, conversationId, createdAt, updatedAt, EventFieldsRow.read(row), OperationIds.NONE);
    }
}
