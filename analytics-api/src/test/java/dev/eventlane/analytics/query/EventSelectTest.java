package dev.eventlane.analytics.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EventSelectTest {
    @Test
    void every_statement_reads_the_newest_rows_of_one_project() {
        Query query = EventSelect.ofProject("p").select(List.of("count() AS n")).build();

        assertThat(query.sql()).isEqualTo("SELECT count() AS n FROM events FINAL WHERE project_id = {p0:String}");
        assertThat(query.parameters()).isEqualTo(Map.of("p0", "p"));
    }

    @Test
    void values_travel_as_parameters_only() {
        Query query = EventSelect.ofProject("'; DROP TABLE events")
                .select(List.of("id"))
                .whereAnyOf("event_name", List.of("a", "b"))
                .whereAnyOf("source", List.of())
                .whereNotBefore("created_at", Instant.ofEpochMilli(5))
                .groupBy("id")
                .orderBy("id DESC")
                .limit(3)
                .build();

        assertThat(query.sql())
                .isEqualTo("SELECT id FROM events FINAL WHERE project_id = {p0:String} AND event_name IN ({p1:String},"
                        + " {p2:String}) AND created_at >= fromUnixTimestamp64Milli({p3:Int64}, 'UTC') GROUP BY id"
                        + " ORDER BY id DESC LIMIT 3");
        assertThat(query.parameters()).isEqualTo(Map.of("p0", "'; DROP TABLE events", "p1", "a", "p2", "b", "p3", "5"));
    }

    @Test
    void a_path_travels_as_a_parameter_too_and_a_number_in_every_form_that_clickhouse_writes() {
        Query query = EventSelect.ofProject("p")
                .select(List.of("id"))
                .whereProperty("plan.tier`", List.of("gold", "5e0", "-0"))
                .build();

        assertThat(query.sql())
                .isEqualTo("SELECT id FROM events FINAL WHERE project_id = {p0:String} AND"
                        + " properties_json.{p1:Identifier} IS NOT NULL AND"
                        + " NOT startsWith(dynamicType(properties_json.{p1:Identifier}), 'Array') AND"
                        + " toString(properties_json.{p1:Identifier}) IN ({p2:String}, {p3:String},"
                        + " toString({p4:Float64}), {p5:String}, {p6:String})");
        assertThat(query.parameters())
                .isEqualTo(Map.of(
                        "p0", "p", "p1", "plan.tier`", "p2", "gold", "p3", "5e0", "p4", "5e0", "p5", "-0", "p6", "0"));
    }
}
