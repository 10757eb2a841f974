package dev.eventlane.job.clickhouse;

import java.io.Serializable;
import javax.annotation.Nullable;
import org.apache.flink.annotation.PublicEvolving;

/**
 * Says where an element goes and what its row looks like. One encoder may serve several tables.
 *
 * <p>Called by one thread per sink subtask. An exception from any method fails the job; nothing is skipped.
 *
 * @param <T> the type of the elements that reach the sink
 */
@PublicEvolving
public interface RowEncoder<T> extends Serializable {

    /**
     * The table that the element belongs to. Called for every element: return a constant rather than a new object. Two
     * tables of one name must have the same columns.
     */
    Table table(T element);

    /**
     * What makes two elements of one table the same row. Between two checkpoints the sink may keep only the last of
     * those with equal keys, so that several changes of one row reach ClickHouse as one row; the last element must
     * therefore carry the row's whole state.
     *
     * @return a value with {@code equals} and {@code hashCode} that does not change after the call, or null if every
     *     element is a row of its own
     */
    @Nullable
    Object key(T element);

    /** Writes the element's columns, all of them, in the order of {@link Table#columns()}. */
    void encode(T element, RowBinaryOutput out);
}
