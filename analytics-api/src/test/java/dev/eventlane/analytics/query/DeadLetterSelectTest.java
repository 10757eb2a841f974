package dev.eventlane.analytics.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class DeadLetterSelectTest {
    private static final UUID EVENT = UUID.fromString("0195d6a0-0000-7000-8000-000000000001");

    @Test
    void a_page_is_chosen_by_key_and_then_looked_up() {
        Query query = DeadLetterSelect.ofProjects(List.of("p"), List.of("reason", "replayed_at"), 3)
                .build();

        String key = "received_at, kafka_topic, kafka_partition, kafka_offset";
        String order = " ORDER BY received_at DESC, kafka_topic DESC, kafka_partition DESC, kafka_offset DESC";
        assertThat(query.sql())
                .isEqualTo("WITH page AS (SELECT " + key + " FROM dead_letters FINAL WHERE project_id IN ({p0:String})"
                        + order + " LIMIT 3) SELECT reason, replayed_at FROM dead_letters FINAL LEFT ANY JOIN (SELECT "
                        + key + ", toNullable(replayed_at) AS replayed_at FROM dead_letter_replays FINAL WHERE (" + key
                        + ") IN page) AS replays USING (" + key + ") WHERE (" + key + ") IN page" + order);
        assertThat(query.parameters()).isEqualTo(Map.of("p0", "p"));
    }

    @Test
    void values_travel_as_parameters_only() {
        Query query = DeadLetterSelect.ofProjects(List.of("'", ""), List.of("reason"), 3)
                .whereReason(List.of("A'"))
                .whereReason(List.of())
                .whereEvent(EVENT)
                .whereNotBefore(Instant.ofEpochMilli(5))
                .whereBefore(Instant.ofEpochMilli(6))
                .whereAfter(Instant.ofEpochMilli(7), "t'", 8, 9)
                .build();

        assertThat(query.sql())
                .contains(" WHERE project_id IN ({p0:String}, {p1:String}) AND reason IN ({p2:String})"
                        + " AND event_id = {p3:UUID} AND received_at >= fromUnixTimestamp64Milli({p4:Int64}, 'UTC')"
                        + " AND received_at < fromUnixTimestamp64Milli({p5:Int64}, 'UTC')"
                        + " AND (received_at, kafka_topic, kafka_partition, kafka_offset)"
                        + " < (fromUnixTimestamp64Milli({p6:Int64}, 'UTC'), {p7:String}, {p8:Int64}, {p9:Int64})"
                        + " ORDER BY ");
        assertThat(query.parameters())
                .isEqualTo(Map.of(
                        "p0",
                        "'",
                        "p1",
                        "",
                        "p2",
                        "A'",
                        "p3",
                        EVENT.toString(),
                        "p4",
                        "5",
                        "p5",
                        "6",
                        "p6",
                        "7",
                        "p7",
                        "t'",
                        "p8",
                        "8",
                        "p9",
                        "9"));
    }
}
