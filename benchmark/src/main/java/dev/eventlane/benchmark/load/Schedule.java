package dev.eventlane.benchmark.load;

import java.util.concurrent.TimeUnit;

/** When requests are due. Times are those of {@link System#nanoTime}. */
public sealed interface Schedule {
    /**
     * When a request is due.
     *
     * @param request counted from 0
     * @param startedAt when the phase began
     * @param now as things are
     */
    long dueAt(int request, long startedAt, long now);

    /** What a latency of this schedule says. */
    LatencyKind latencyKind();

    /** Each connection sends its next request when it has the answer to the last one. */
    record ClosedLoop() implements Schedule {
        @Override
        public long dueAt(int request, long startedAt, long now) {
            return now;
        }

        @Override
        public LatencyKind latencyKind() {
            return LatencyKind.SERVICE_TIME;
        }
    }

    /**
     * Requests are due at a fixed rate, whether the server keeps up or not.
     *
     * @param requestsPerSecond more than 0
     */
    record OpenLoop(double requestsPerSecond) implements Schedule {
        public OpenLoop {
            if (!(requestsPerSecond > 0)) {
                throw new IllegalArgumentException("requestsPerSecond is " + requestsPerSecond + ", not more than 0");
            }
        }

        @Override
        public long dueAt(int request, long startedAt, long now) {
            return startedAt + (long) (request * (TimeUnit.SECONDS.toNanos(1) / requestsPerSecond));
        }

        @Override
        public LatencyKind latencyKind() {
            return LatencyKind.FROM_INTENDED_START;
        }
    }
}
