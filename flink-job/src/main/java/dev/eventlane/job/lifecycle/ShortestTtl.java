package dev.eventlane.job.lifecycle;

import java.util.List;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.OperatorStateStore;
import org.apache.flink.api.common.typeutils.base.LongSerializer;

/**
 * The shortest time for which the job ever kept state, in ms. It is remembered as long as there is state: what was dropped is
 * missing for ever, whatever the options are later.
 */
final class ShortestTtl {
    /** The job never dropped any state. */
    static final long NONE = Long.MAX_VALUE;

    private static final ListStateDescriptor<Long> STATE =
            new ListStateDescriptor<>("shortest-state-ttl", LongSerializer.INSTANCE);

    private final ListState<Long> state;
    private final long millis;

    private ShortestTtl(ListState<Long> state, long millis) {
        this.state = state;
        this.millis = millis;
    }

    /** What any subtask remembers, and what these options say. */
    static ShortestTtl restore(OperatorStateStore store, LifecycleOptions options) throws Exception {
        ListState<Long> state = store.getUnionListState(STATE);
        long shortest = options.forgets() ? options.stateTtl().toMillis() : NONE;
        for (long earlier : state.get()) {
            shortest = Math.min(shortest, earlier);
        }
        return new ShortestTtl(state, shortest);
    }

    long millis() {
        return millis;
    }

    void snapshot() throws Exception {
        state.update(List.of(millis));
    }
}
