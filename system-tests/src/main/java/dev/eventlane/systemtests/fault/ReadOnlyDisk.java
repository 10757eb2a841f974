package dev.eventlane.systemtests.fault;

import dev.eventlane.systemtests.ClickHouseSql;
import dev.eventlane.systemtests.ModelledStack;
import java.nio.file.Path;

/** The disk below the table is read-only. */
final class ReadOnlyDisk implements RefusedInserts.Refusal {
    private Path table;

    @Override
    public void begin(ModelledStack stack) {
        table = Path.of(
                new ClickHouseSql(stack.stack().clickHouse())
                        .query(
                                "SELECT data_paths[1] FROM system.tables WHERE database = currentDatabase() AND name = 'events'"));
        Mounts.readOnly(table);
    }

    @Override
    public void end(ModelledStack stack) {
        Mounts.undo(table);
    }
}
