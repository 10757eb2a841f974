package dev.eventlane.job.clickhouse.internal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ServerMessageTest {

    @Test
    void the_column_at_fault_is_found() {
        assertThat(ServerMessage.column("Type of 'id' must be UInt32, not UInt64: (while reading header)"))
                .contains("id");
        assertThat(ServerMessage.column("Unknown field found in format header: 'zz' at position 1 Set the"
                        + " 'input_format_skip_unknown_fields' parameter explicitly"))
                .contains("zz");
        assertThat(ServerMessage.column("No such column zz in table d.t (id)")).contains("zz");
        assertThat(ServerMessage.column("Table d.nope does not exist.")).isEmpty();
    }

    @Test
    void a_message_is_one_line_of_bounded_length() {
        assertThat(ServerMessage.withoutRows("a\n\n  b")).isEqualTo("a b");
        assertThat(ServerMessage.withoutRows("x".repeat(10_000))).hasSize(501);
    }
}
