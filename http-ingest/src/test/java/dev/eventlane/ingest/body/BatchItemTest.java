package dev.eventlane.ingest.body;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.eventlane.core.event.EventFields;
import dev.eventlane.core.event.EventKey;
import dev.eventlane.core.event.InvalidFieldException;
import dev.eventlane.core.operation.Operation;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BatchItemTest {
    private static final Instant NOW = Instant.parse("2026-03-27T12:00:00.123Z");
    private static final UUID ID = UUID.fromString("0195d6a0-0000-7000-8000-00000000000a");
    private static final UUID OPERATION_ID = UUID.fromString("0195d6a0-0000-7000-8000-00000000000b");
    private static final RequestIds KEYED = new RequestIds.Keyed("p", "key");

    private final BodyParser parser = new BodyParser(new FieldRules(Set.of()), Clock.fixed(NOW, ZoneOffset.UTC));

    @Test
    void a_create_may_give_everything() throws Exception {
        assertThat(item(
                        KEYED,
                        """
                        {"event_name":"a","operation":"create","id":"%s","operation_id":"%s","conversation_id":"c",
                         "created_at":"2026-03-01T00:00:00Z","latency":1.5}"""
                                .formatted(ID, OPERATION_ID)))
                .isEqualTo(new Operation.Create(
                        new EventKey("p", ID),
                        OPERATION_ID,
                        NOW,
                        "c",
                        Instant.parse("2026-03-01T00:00:00Z"),
                        new EventFields(null, "a", null, null, null, null, 1.5, null, null, null, null, null)));
    }

    @Test
    void an_item_is_a_create_unless_it_says_otherwise() throws Exception {
        String json = "{\"operation\":null,\"conversation_id\":\"c\",\"event_name\":\"a\"}";

        assertThat(item(KEYED, json))
                .isEqualTo(new Operation.Create(
                        new EventKey("p", KEYED.eventId()),
                        KEYED.operationId(),
                        NOW,
                        "c",
                        NOW,
                        new EventFields(null, "a", null, null, null, null, null, null, null, null, null, null)));
    }

    @Test
    void an_update_carries_what_changes() throws Exception {
        assertThat(item(
                        KEYED,
                        "{\"error\":\"e\",\"operation\":\"update\",\"id\":\"" + ID + "\",\"operation_id\":\""
                                + OPERATION_ID + "\"}"))
                .isEqualTo(new Operation.Update(
                        new EventKey("p", ID),
                        OPERATION_ID,
                        NOW,
                        new EventFields(null, null, null, null, null, "e", null, null, null, null, null, null)));
    }

    @Test
    void a_delete_names_only_the_event() throws Exception {
        assertThat(item(KEYED, "{\"operation\":\"delete\",\"id\":\"" + ID + "\"}"))
                .isEqualTo(new Operation.Delete(new EventKey("p", ID), KEYED.operationId(), NOW));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "``                                              | item must be a JSON object",
                "[]                                              | item must be a JSON object",
                "{\"operation\":\"create\"                       | item must be valid JSON (line 1, column 22)",
                "{\"operation\":\"upsert\"}                      | operation must be one of: create, update, delete",
                "{\"operation\":7}                               | operation must be a string",
                "{\"operation_id\":\"7\"}                        | operation_id must be a UUID",
                "{\"id\":\"7\"}                                  | id must be a UUID",
                "{\"colour\":\"red\"}                            | unknown field \"colour\"",
                "{}                                              | conversation_id is required",
                "{\"conversation_id\":\"c\"}                     | event_name is required",
                "{\"operation\":\"update\",\"latency\":1}        | id is required",
                "{\"operation\":\"delete\"}                      | id is required",
                "{\"operation\":\"update\",\"id\":\"ID\"}        | item must give at least one field to change",
                "{\"operation\":\"update\",\"id\":\"ID\",\"latency\":-1} | latency must be >= 0",
                "{\"conversation_id\":\"d\",\"operation\":\"update\",\"id\":\"ID\",\"latency\":1} | conversation_id cannot be changed",
                "{\"operation\":\"update\",\"id\":\"ID\",\"created_at\":\"2026-03-01T00:00:00Z\"} | created_at cannot be changed",
                "{\"operation\":\"delete\",\"id\":\"ID\",\"latency\":1} | latency must not be given in a delete",
            })
    void a_broken_rule_is_named(String json, String error) {
        assertThatThrownBy(() -> item(KEYED, json.replace("\"ID\"", "\"" + ID + "\"")))
                .isInstanceOf(InvalidFieldException.class)
                .hasMessage(error);
    }

    @Test
    void with_a_key_an_items_ids_are_those_of_its_text_wherever_it_stands() {
        ItemIds whole = KEYED.ofItems();
        RequestIds first = whole.of(bytes("{\"a\":1}"));
        RequestIds second = whole.of(bytes("{\"a\":2}"));

        assertThat(second).isNotEqualTo(first).isEqualTo(KEYED.ofItems().of(bytes(" {\"a\":2}\r")));
        assertThat(first.eventId()).isNotEqualTo(second.eventId()).isNotEqualTo(KEYED.eventId());
        assertThat(first.operationId()).isNotEqualTo(second.operationId()).isNotEqualTo(KEYED.operationId());
        assertThat(new RequestIds.Keyed("q", "key")
                        .ofItems()
                        .of(bytes("{\"a\":1}"))
                        .eventId())
                .isNotEqualTo(first.eventId());
        assertThat(new RequestIds.Keyed("p", "key2")
                        .ofItems()
                        .of(bytes("{\"a\":1}"))
                        .eventId())
                .isNotEqualTo(first.eventId());
    }

    @Test
    void with_a_key_the_nth_of_equal_items_has_the_same_ids_in_each_batch() {
        ItemIds one = KEYED.ofItems();
        ItemIds other = KEYED.ofItems();
        other.of(bytes("{\"a\":2}"));
        List<RequestIds> ids = List.of(one.of(bytes("{}")), one.of(bytes("{}")));

        assertThat(ids).doesNotHaveDuplicates();
        assertThat(List.of(other.of(bytes("{}")), other.of(bytes("{}")))).isEqualTo(ids);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private Operation item(RequestIds ids, String json) throws InvalidFieldException {
        return parser.item("p", ids, bytes(json));
    }
}
