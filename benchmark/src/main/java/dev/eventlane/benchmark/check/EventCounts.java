package dev.eventlane.benchmark.check;

/**
 * How many events there are, and how many of them have an error.
 *
 * @param events all of them
 * @param errors those with an error
 */
record EventCounts(long events, long errors) {
    static final EventCounts NONE = new EventCounts(0, 0);

    EventCounts plus(EventCounts more) {
        return new EventCounts(events + more.events, errors + more.errors);
    }

    @Override
    public String toString() {
        return "%,d events with %,d errors".formatted(events, errors);
    }
}
