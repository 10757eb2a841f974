package dev.eventlane.http.access;

import dev.eventlane.http.RefusalCounts;
import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Counts the requests and events of one caller. In memory: each process counts for itself, and anew after a restart. Thread-safe. */
final class Limiter {
    private final Limits limits;
    private final RefusalCounts refusals;
    private final Optional<Counted> requests;
    private final Optional<Counted> events;

    /** One limit and what is left of it. */
    private record Counted(Allowance allowance, long most, Bucket left) {
        LimitState take(long count) {
            ConsumptionProbe probe = left.tryConsumeAndReturnRemaining(count);
            Duration wait = Duration.ofNanos(
                    Math.min(probe.getNanosToWaitForRefill(), allowance.period().toNanos()));
            return new LimitState(probe.isConsumed(), allowance, most, probe.getRemainingTokens(), wait);
        }

        LimitState giveBack(long count) {
            left.addTokens(count);
            return look();
        }

        LimitState look() {
            return new LimitState(true, allowance, most, left.getAvailableTokens(), Duration.ZERO);
        }
    }

    Limiter(Limits limits, RefusalCounts refusals, Clock clock) {
        this.limits = limits;
        this.refusals = refusals;
        this.requests = limits.rate().map(rate -> rate(rate, limits.burst().orElse(rate.count())));
        this.events = limits.quota().map(quota -> quota(quota, clock.instant()));
    }

    Limits limits() {
        return limits;
    }

    /** Where it is counted that a limit was reached. */
    RefusalCounts refusals() {
        return refusals;
    }

    /** Counts a request; empty where requests are not limited. */
    Optional<LimitState> takeRequest() {
        return requests.map(counted -> counted.take(1));
    }

    /** Counts events, all or none of them; empty where events are not limited. */
    Optional<LimitState> takeEvents(long count) {
        return events.map(counted -> counted.take(count));
    }

    /** Gives events back that were taken and came to nothing; empty where events are not limited. */
    Optional<LimitState> giveBackEvents(long count) {
        return events.map(counted -> counted.giveBack(count));
    }

    /** Where events are limited, how far. */
    Optional<LimitState> lookAtEvents() {
        return events.map(Counted::look);
    }

    private static Counted rate(Allowance rate, long burst) {
        Bandwidth bandwidth = Bandwidth.builder()
                .capacity(burst)
                .refillGreedy(rate.count(), rate.period())
                .build();
        return new Counted(rate, burst, Bucket.builder().addLimit(bandwidth).build());
    }

    /** All of it comes back at once, at a time that everybody knows: when the next day (hour, minute) begins in UTC. */
    private static Counted quota(Allowance quota, Instant now) {
        long period = quota.period().toMillis();
        Instant next = Instant.ofEpochMilli((now.toEpochMilli() / period + 1) * period);
        Bandwidth bandwidth = Bandwidth.builder()
                .capacity(quota.count())
                .refillIntervallyAligned(quota.count(), quota.period(), next)
                .build();
        Bucket bucket = Bucket.builder()
                .addLimit(bandwidth)
                // Aligned to the calendar: needs the wall's clock.
                .withMillisecondPrecision()
                .build();
        return new Counted(quota, quota.count(), bucket);
    }
}
