package dev.eventlane.http.ready;

import java.util.List;

/** Asks one neighbour whether it serves. */
public interface ReadyCheck {
    /** The parts that it tells of. */
    List<String> parts();

    /**
     * Asks; may wait, for some seconds at most.
     *
     * @return a state for each of the parts
     */
    List<PartState> ask();
}
