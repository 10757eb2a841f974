package dev.eventlane.job.clickhouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import javax.annotation.Nullable;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.util.InstantiationUtil;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClickHouseSinkBuilderTest {

    @Test
    void the_sink_shows_its_configuration_without_the_password() {
        assertThat(complete().build().toString())
                .contains("http://localhost:8123", "web", "writer", "exactly-once", "maxRows=50000")
                .doesNotContain("secret");
    }

    @Test
    void the_sink_can_be_sent_to_a_cluster() throws Exception {
        ClickHouseSink<String> sink = complete().build();

        ClickHouseSink<String> copy = InstantiationUtil.clone(sink);

        assertThat(copy.toString()).isEqualTo(sink.toString());
    }

    @Test
    void what_is_missing_is_named_with_the_way_to_set_it() {
        assertThatThrownBy(() -> ClickHouseSink.<String>builder().build())
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("The ClickHouse sink has no endpoint; set it with endpoint(\"http://host:8123\")");
        assertThatThrownBy(() -> ClickHouseSink.<String>builder()
                        .endpoint("http://localhost:8123")
                        .database("web")
                        .credentials("writer", "")
                        .build())
                .hasMessage("The ClickHouse sink has no row encoder; set it with rowEncoder(encoder)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost:8123", "http://localhost", "tcp://localhost:9000", "http://a b:8123"})
    void an_endpoint_that_is_none_is_refused(String endpoint) {
        assertThatThrownBy(() -> complete().endpoint(endpoint).build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("it must be http://host:port or https://host:port");
    }

    @Test
    void a_password_in_the_endpoint_is_refused_and_not_repeated() {
        assertThatThrownBy(() ->
                        complete().endpoint("http://u:hush@localhost:8123").build())
                .hasMessageContaining("credentials(user, password)")
                .hasMessageNotContaining("hush");
    }

    @Test
    void settings_that_the_guarantee_rests_on_cannot_be_changed() {
        assertThatThrownBy(() -> complete().serverSetting("async_insert", "1").build())
                .hasMessageContaining("'async_insert' is fixed by the sink");
        assertThat(complete().serverSetting("insert_quorum", "2").build().toString())
                .contains("insert_quorum=2");
    }

    @Test
    void the_guarantee_none_is_refused() {
        assertThatThrownBy(() ->
                        complete().deliveryGuarantee(DeliveryGuarantee.NONE).build())
                .hasMessageContaining("EXACTLY_ONCE or AT_LEAST_ONCE");
    }

    @Test
    void an_encoder_that_cannot_be_sent_to_a_cluster_is_refused_at_once() {
        assertThatThrownBy(() ->
                        complete().rowEncoder(new NotSerializableEncoder()).build())
                .hasMessageContaining("NotSerializableEncoder is not serializable");
    }

    @Test
    void bounds_of_batches_and_waits_are_checked() {
        assertThatThrownBy(() -> new Batching(0, 1 << 20)).hasMessageContaining("maxRows is 0");
        assertThatThrownBy(() -> new Batching(1, 1)).hasMessageContaining("maxBytes is 1;");
        assertThatThrownBy(() -> new RetryBackoff(Duration.ZERO, Duration.ofSeconds(1)))
                .hasMessageContaining("at least 1 ms");
        assertThatThrownBy(() -> new RetryBackoff(Duration.ofSeconds(2), Duration.ofSeconds(1)))
                .hasMessageContaining("The longest wait is PT1S");
        assertThatThrownBy(() -> complete().requestTimeout(Duration.ZERO).build())
                .hasMessageContaining("requestTimeout is PT0S");
    }

    @Test
    void a_table_must_make_sense() {
        assertThatThrownBy(() -> Table.of("t")).hasMessageContaining("'t' lists no column");
        assertThatThrownBy(() -> Table.of("t", "a")).hasMessageContaining("give a type after every column name");
        assertThatThrownBy(() -> Table.of("t", "a", "String", "a", "UInt8")).hasMessageContaining("'a' twice");
        assertThatThrownBy(() -> Table.of(" ", "a", "String")).hasMessageContaining("name is blank");
        assertThatThrownBy(() -> new Column("a", "")).hasMessageContaining("'a' has a blank type");
    }

    private static ClickHouseSinkBuilder<String> complete() {
        return ClickHouseSink.<String>builder()
                .endpoint("http://localhost:8123")
                .database("web")
                .credentials("writer", "secret")
                .rowEncoder(new TextEncoder());
    }

    private static class TextEncoder implements RowEncoder<String> {
        private static final long serialVersionUID = 1L;
        private static final Table TABLE = Table.of("texts", "text", "String");

        @Override
        public Table table(String element) {
            return TABLE;
        }

        @Override
        @Nullable
        public Object key(String element) {
            return null;
        }

        @Override
        public void encode(String element, RowBinaryOutput out) {
            out.writeString(element);
        }
    }

    private static final class NotSerializableEncoder extends TextEncoder {
        private static final long serialVersionUID = 1L;
        private final Object connection = new Object();

        @Override
        public Object key(String element) {
            return connection;
        }
    }
}
