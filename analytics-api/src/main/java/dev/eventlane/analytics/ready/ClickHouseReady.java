package dev.eventlane.analytics.ready;

import dev.eventlane.analytics.query.Query;
import dev.eventlane.analytics.read.EventReader;
import dev.eventlane.analytics.read.ReadException;
import dev.eventlane.http.ready.PartState;
import dev.eventlane.http.ready.ReadyCheck;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** Whether ClickHouse answers, has the tables, and lets them be read. */
public final class ClickHouseReady implements ReadyCheck {
    private static final String PART = "clickhouse";
    private static final Query NOTHING = new Query("SELECT id FROM events LIMIT 0", Map.of());

    private final EventReader reader;

    public ClickHouseReady(EventReader reader) {
        this.reader = reader;
    }

    @Override
    public List<String> parts() {
        return List.of(PART);
    }

    @Override
    public List<PartState> ask() {
        try {
            reader.forEach(NOTHING, row -> row, row -> {});
            return List.of(PartState.ready(PART));
        } catch (ReadException | IOException e) {
            return List.of(PartState.notReady(PART, e.getMessage()));
        }
    }
}
