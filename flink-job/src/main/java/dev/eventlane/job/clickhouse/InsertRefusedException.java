package dev.eventlane.job.clickhouse;

import java.io.IOException;
import java.util.Optional;
import javax.annotation.Nullable;
import org.apache.flink.annotation.PublicEvolving;

/**
 * ClickHouse refuses a batch, and would again. It fails the job, which keeps the batch in its last checkpoint: once the
 * cause is removed, the restarted job inserts it. No row is lost and none is skipped.
 */
@PublicEvolving
public final class InsertRefusedException extends IOException {

    private static final long serialVersionUID = 1L;

    private final String table;

    @Nullable
    private final String column;

    private final int code;

    /**
     * @param column the column at fault, or null if the server named none
     * @param code the server's error code, or 0 if it gave none
     */
    public InsertRefusedException(
            String message, String table, @Nullable String column, int code, @Nullable Throwable cause) {
        super(message, cause);
        this.table = table;
        this.column = column;
        this.code = code;
    }

    public String table() {
        return table;
    }

    /** The column at fault, if the server named one. */
    public Optional<String> column() {
        return Optional.ofNullable(column);
    }

    /** ClickHouse's error code, see {@code system.errors}; 0 if it gave none. */
    public int code() {
        return code;
    }
}
