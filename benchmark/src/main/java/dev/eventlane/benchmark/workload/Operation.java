package dev.eventlane.benchmark.workload;

import java.util.Locale;

/** What is done to events, a phase for each, in this order. */
public enum Operation {
    INSERT,
    UPDATE,
    DELETE;

    /** As reports write it. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
