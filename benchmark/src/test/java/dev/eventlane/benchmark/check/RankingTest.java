package dev.eventlane.benchmark.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class RankingTest {
    private static final RankedEntry FIRST = entry("first", 0.9, 10, 9);
    private static final RankedEntry TIED = entry("tied", 0.5, 4, 2);
    private static final RankedEntry ALSO_TIED = entry("also tied", 0.5, 4, 2);
    private static final RankedEntry LAST = entry("last", 0.5, 2, 1);

    private final Ranking ranking = new Ranking(List.of(LAST, TIED, FIRST, ALSO_TIED), 2);

    @Test
    void entries_of_the_same_rank_may_stand_in_any_order() {
        assertThat(compare(true, FIRST, TIED, ALSO_TIED, LAST).wrong()).isZero();
        assertThat(compare(true, FIRST, ALSO_TIED, TIED, LAST).wrong()).isZero();
    }

    @Test
    void an_answer_that_had_no_room_for_more_is_the_beginning() {
        CheckResult result = compare(false, FIRST, TIED);

        assertThat(result.wrong()).isZero();
        assertThat(result.compared()).isEqualTo(2);
    }

    @Test
    void whatever_is_wrong_is_named() {
        assertThat(compare(true, FIRST, LAST, TIED, ALSO_TIED).wrong()).isEqualTo(2);
        assertThat(compare(true, FIRST, TIED, ALSO_TIED).examples())
                .singleElement()
                .asString()
                .endsWith("expected RankedEntry[key=last, values=[0.5, 2.0, 1.0]], found nothing");
        assertThat(compare(false, FIRST, FIRST).wrong()).isEqualTo(1);
        assertThat(compare(false, FIRST, entry("stranger", 0.5, 4, 2)).wrong()).isEqualTo(1);
        assertThat(compare(false, entry("first", 0.9, 10, 8)).wrong()).isEqualTo(1);
        assertThat(compare(false, entry("first", Double.NaN, 10, 9)).wrong()).isEqualTo(1);
        assertThat(compare(true).wrong()).isEqualTo(4);
        assertThat(compare(true, FIRST, FIRST, TIED, ALSO_TIED, LAST).wrong()).isPositive();
    }

    private CheckResult compare(boolean complete, RankedEntry... found) {
        Findings findings = new Findings("sessions");
        ranking.compare("GET /there", List.of(found), complete, findings);
        return findings.result();
    }

    private static RankedEntry entry(String key, double... values) {
        return new RankedEntry(key, Arrays.stream(values).boxed().toList());
    }
}
