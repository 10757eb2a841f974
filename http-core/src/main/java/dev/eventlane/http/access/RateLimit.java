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
