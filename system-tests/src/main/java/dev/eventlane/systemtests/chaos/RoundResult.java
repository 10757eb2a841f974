package dev.eventlane.systemtests.chaos;

import dev.eventlane.systemtests.fault.Fault;
import dev.eventlane.systemtests.model.Difference;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * What a round came to.
 *
 * @param accepted operations that were answered 202, each counted once
 * @param retries requests that were sent again because they were not answered, or with 503
 * @param jobRestarts restarts of the job after a failure
 * @param differences empty = all is as it must be
 */
public record RoundResult(
        long seed,
        List<Fault> faults,
        long accepted,
        long retries,
        Recovery recovery,
        int jobRestarts,
        List<Difference> differences) {

    String faultNames() {
        return faults.stream().map(Fault::title).collect(Collectors.joining(" + "));
    }

    String line() {
        return String.format(
                Locale.ROOT,
                "%-45s %,6d operations, %,5d retries, back in %5.1f s, caught up in %5.1f s, %d job restarts, %s",
                faultNames(),
                accepted,
                retries,
                recovery.back().toMillis() / 1e3,
                recovery.caughtUp().toMillis() / 1e3,
                jobRestarts,
                differences.isEmpty() ? "all as expected" : differences.size() + " DIFFERENCES");
    }
}
