package dev.eventlane.http.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eventlane.http.CountedRefusals;
import dev.eventlane.http.access.Allowance.Unit;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LimiterTest {
    private static final Allowance RATE = new Allowance(1, Unit.HOUR);
    private static final Allowance QUOTA = new Allowance(10, Unit.DAY);

    @Test
    void without_limits_nothing_is_counted() {
        Limiter limiter = limiter(Limits.NONE);

        assertThat(limiter.takeRequest()).isEmpty();
        assertThat(limiter.takeEvents(1_000_000)).isEmpty();
        assertThat(limiter.lookAtEvents()).isEmpty();
    }

    @Test
    void a_burst_is_let_in_and_what_comes_then_waits_for_the_rate() {
        Limiter limiter = limiter(new Limits(Optional.of(RATE), Optional.of(2L), Optional.empty()));

        assertThat(limiter.takeRequest()).hasValue(new LimitState(true, RATE, 2, 1, Duration.ZERO));
        assertThat(limiter.takeRequest()).hasValue(new LimitState(true, RATE, 2, 0, Duration.ZERO));
        assertThat(limiter.takeRequest()).hasValueSatisfying(state -> {
            assertThat(state.isWithin()).isFalse();
            assertThat(state.left()).isZero();
            assertThat(state.retryAfter()).isBetween(Duration.ofMinutes(59), Duration.ofHours(1));
        });
    }

    @Test
    void events_are_taken_all_or_none() {
        Limiter limiter = limiter(new Limits(Optional.empty(), Optional.empty(), Optional.of(QUOTA)));

        assertThat(limiter.takeEvents(7)).hasValue(new LimitState(true, QUOTA, 10, 3, Duration.ZERO));
        assertThat(limiter.takeEvents(4).orElseThrow().isWithin()).isFalse();
        assertThat(limiter.takeEvents(11)).hasValueSatisfying(state -> {
            assertThat(state.isWithin()).isFalse();
            assertThat(state.retryAfter()).isLessThanOrEqualTo(Duration.ofDays(1));
        });
        assertThat(limiter.takeEvents(3)).hasValue(new LimitState(true, QUOTA, 10, 0, Duration.ZERO));
    }

    @Test
    void what_is_given_back_can_be_taken_again_and_never_makes_more_than_the_quota() {
        Limiter limiter = limiter(new Limits(Optional.empty(), Optional.empty(), Optional.of(QUOTA)));
        limiter.takeEvents(10);

        assertThat(limiter.giveBackEvents(4)).hasValue(new LimitState(true, QUOTA, 10, 4, Duration.ZERO));
        assertThat(limiter.takeEvents(4).orElseThrow().isWithin()).isTrue();
        assertThat(limiter.giveBackEvents(25)).hasValue(new LimitState(true, QUOTA, 10, 10, Duration.ZERO));
        assertThat(limiter(Limits.NONE).giveBackEvents(1)).isEmpty();
    }

    private static Limiter limiter(Limits limits) {
        return new Limiter(limits, new CountedRefusals(), Clock.systemUTC());
    }
}
