package dev.eventlane.systemtests.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eventlane.systemtests.model.Difference.Kind;
import dev.eventlane.systemtests.model.Promises.Promise;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class PromisesTest {
    private static final UUID EVENT = UUID.fromString("00000000-0000-4000-8000-000000000001");

    private final Promises promises = new Promises();
    private final Request first = update("a", 1);
    private final Request second = update("b", 2);

    @Test
    void what_is_there_in_the_order_of_the_answers_is_kept() {
        accept(first);
        accept(second);
        promises.found(List.of(logged(0, first), logged(1, second), logged(2, first)));

        assertThat(promises.broken()).isEmpty();
        assertThat(promises.accepted()).isEqualTo(2);
    }

    @Test
    void an_accepted_operation_that_is_not_there_is_lost_and_one_without_an_answer_is_not() {
        accept(first);
        promises.sending(second);

        assertThat(promises.broken()).extracting(Difference::kind).containsExactly(Kind.LOST);
    }

    @Test
    void an_operation_before_one_that_was_accepted_earlier_is_out_of_order() {
        accept(first);
        accept(second);
        promises.found(List.of(logged(0, second), logged(1, first)));

        assertThat(promises.broken()).extracting(Difference::kind).containsExactly(Kind.MISORDERED);
    }

    @Test
    void an_operation_stands_after_all_that_were_accepted_and_not_only_after_the_last() {
        Request third = update("c", 3);
        Promise one = promises.sending(first);
        Promise two = promises.sending(second);
        promises.accepted(one);
        promises.accepted(two);
        accept(third);
        promises.found(List.of(logged(0, second), logged(1, third), logged(2, first)));

        assertThat(promises.broken()).extracting(Difference::kind).containsExactly(Kind.MISORDERED);
    }

    @Test
    void an_operation_with_another_content_is_wrong_and_one_that_nobody_sent_is_too_much() {
        accept(first);
        LoggedOperation other = logged(0, first);
        promises.found(List.of(
                new LoggedOperation(
                        0,
                        0,
                        0,
                        "update",
                        other.operationId(),
                        EVENT,
                        Json.object().put("latency", 9)),
                logged(1, second)));

        assertThat(promises.broken()).extracting(Difference::kind).containsExactly(Kind.WRONG, Kind.DOUBLED);
    }

    @Test
    void what_comes_late_of_the_load_before_is_known() {
        accept(first);
        Promises next = new Promises(promises);
        next.found(List.of(logged(0, first)));

        assertThat(next.broken()).isEmpty();
    }

    private void accept(Request request) {
        Promise promise = promises.sending(request);
        promises.accepted(promise);
    }

    private static Request update(String tag, int latency) {
        return Request.update(tag, EVENT, Json.object().put("latency", latency));
    }

    private static LoggedOperation logged(long offset, Request request) {
        return new LoggedOperation(
                0, offset, 0, "update", NameBasedUuid.operation(request.tag()), EVENT, request.data());
    }
}
