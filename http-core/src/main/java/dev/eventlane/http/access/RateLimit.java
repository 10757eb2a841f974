package dev.eventlane.http.access;

import dev.eventlane.http.RefusalCounts.Reason;
import io.undertow.server.HttpServerExchange;
import java.util.Optional;

/**
 * The limits of a request's caller. Whoever goes beyond one is answered 429; the headers that tell of it are set here, also on
 * answers within it.
 */
public final class RateLimit {
    private RateLimit() {}

    /**
     * Counts events that are about to be written against the caller's quota, all or none of them.
     *
     * @param count at least 1
     * @return why they must not be written now, in one line for the body of a 429; empty = they may be
     */
    public static Optional<String> refuseEvents(HttpServerExchange exchange, int count) {
        Caller caller = Caller.of(exchange);
        Optional<LimitState> quota = caller.limiter().takeEvents(count);
        if (quota.isEmpty()) {
            return Optional.empty();
        }
        LimitState state = quota.get();
        // Where requests are limited too, what is within both tells of the requests: they run out sooner.
        if (!state.isWithin() || caller.limiter().limits().rate().isEmpty()) {
            state.tell(exchange);
        }
        return refusal(
                caller, state, Reason.QUOTA, "quota of " + state.allowance().text() + " events is used up");
    }

    /**
     * Gives back events that {@link #refuseEvents} counted and that were not accepted: a quota is of accepted ones. To be called
     * before the answer is begun, whose headers tell of it.
     */
    public static void returnEvents(HttpServerExchange exchange, int count) {
        if (count == 0) {
            return;
        }
        Limiter limiter = Caller.of(exchange).limiter();
        Optional<LimitState> quota = limiter.giveBackEvents(count);
        if (limiter.limits().rate().isEmpty()) {
            quota.ifPresent(state -> state.tell(exchange));
        }
    }

    /**
     * Whether events that are to be written together are more than the caller's whole quota: waiting would not help.
     *
     * @return the rule that is broken, as the end of a sentence; empty = they may fit
     */
    public static Optional<String> beyondQuota(HttpServerExchange exchange, int count) {
        return Caller.of(exchange)
                .limiter()
                .limits()
                .quota()
                .filter(quota -> count > quota.count())
                .map(quota -> "must hold at most " + quota.count() + " items, because the quota is " + quota.text()
                        + " events");
    }

    /** Counts a request; empty = it may come in. */
    static Optional<String> refuseRequest(HttpServerExchange exchange, Caller caller) {
        Optional<LimitState> rate = caller.limiter().takeRequest();
        if (rate.isEmpty()) {
            caller.limiter().lookAtEvents().ifPresent(state -> state.tell(exchange));
            return Optional.empty();
        }
        LimitState state = rate.get();
        state.tell(exchange);
        return refusal(
                caller, state, Reason.RATE, "more than " + state.allowance().text() + " requests came");
    }

    private static Optional<String> refusal(Caller caller, LimitState state, Reason reason, String what) {
        if (state.isWithin()) {
            return Optional.empty();
        }
        caller.limiter().refusals().count(reason, caller.name());
        return Optional.of(what + "; send this again later");
    }
}
