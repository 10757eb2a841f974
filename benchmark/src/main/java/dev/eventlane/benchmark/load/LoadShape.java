package dev.eventlane.benchmark.load;

/**
 * How operations are sent.
 *
 * @param connections at once, each with one request under way
 * @param batch operations per request; 0 = a request for each, to the routes for single events
 * @param operationsPerSecond open loop at this rate; 0 = closed loop
 * @param sendIds whether events are created with IDs of ours: sending them again is harmless then
 */
public record LoadShape(int connections, int batch, double operationsPerSecond, boolean sendIds) {
    private static final int MAX_CONNECTIONS = 10_000;
    private static final int MAX_BATCH = 10_000;

    public LoadShape {
        if (connections < 1 || connections > MAX_CONNECTIONS) {
            throw new IllegalArgumentException(
                    "the concurrency is " + connections + "; give 1 to " + MAX_CONNECTIONS + " connections");
        }
        if (batch < 0 || batch > MAX_BATCH) {
            throw new IllegalArgumentException(
                    "the batch size is " + batch + "; give 1 to " + MAX_BATCH + " operations, or 0 for single writes");
        }
        if (operationsPerSecond < 0 || !Double.isFinite(operationsPerSecond)) {
            throw new IllegalArgumentException(
                    "the rate is " + operationsPerSecond + "; give operations per second, or 0 for a closed loop");
        }
        if (batch > 0 && !sendIds) {
            throw new IllegalArgumentException(
                    "batches need IDs of the benchmark's own; leave out one of both options");
        }
    }

    boolean isBatch() {
        return batch > 0;
    }

    int itemsPerRequest() {
        return Math.max(1, batch);
    }

    Schedule schedule() {
        return operationsPerSecond > 0
                ? new Schedule.OpenLoop(operationsPerSecond / itemsPerRequest())
                : new Schedule.ClosedLoop();
    }
}
