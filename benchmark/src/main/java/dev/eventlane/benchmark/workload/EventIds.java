package dev.eventlane.benchmark.workload;

import java.util.UUID;

/** The ID of every event: those of the workload, until the server says otherwise. 16 bytes each. Used by one thread at a time. */
public final class EventIds {
    private final long[] high;
    private final long[] low;

    public EventIds(Workload workload) {
        this.high = new long[workload.creates()];
        this.low = new long[workload.creates()];
        for (int event = 0; event < high.length; event++) {
            set(event, workload.id(event));
        }
    }

    public void set(int event, UUID id) {
        high[event] = id.getMostSignificantBits();
        low[event] = id.getLeastSignificantBits();
    }

    public UUID of(int event) {
        return new UUID(high[event], low[event]);
    }
}
