package dev.eventlane.http.access;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * How much may come with one key.
 *
 * @param rate requests; spread evenly over the time
 * @param burst how many requests may come at once, where that is not the count of the rate
 * @param quota accepted events; all of it is there again when the next minute, hour or day begins, in UTC
 */
public record Limits(Optional<Allowance> rate, Optional<Long> burst, Optional<Allowance> quota) {
    public static final Limits NONE = new Limits(Optional.empty(), Optional.empty(), Optional.empty());

    public Limits {
        requireNonNull(rate, "rate is null");
        requireNonNull(burst, "burst is null");
        requireNonNull(quota, "quota is null");
    }

    /** The same, with those of the others where there are none. */
    Limits orElse(Limits others) {
        return new Limits(
                rate.or(others::rate), rate.isPresent() ? burst : burst.or(others::burst), quota.or(others::quota));
    }

    /** As it stands in a line of keys; each limit after a space. */
    String text() {
        return rate.map(allowance -> " rate=" + allowance.text()).orElse("")
                + burst.map(requests -> " burst=" + requests).orElse("")
                + quota.map(allowance -> " quota=" + allowance.text()).orElse("");
    }
}
