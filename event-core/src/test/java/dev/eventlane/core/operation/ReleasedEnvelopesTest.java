package dev.eventlane.core.operation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eventlane.core.event.EventFields;
import dev.eventlane.core.event.EventKey;
import dev.eventlane.core.event.FloatVector;
import dev.eventlane.core.operation.Operation.Create;
import dev.eventlane.core.operation.Operation.Delete;
import dev.eventlane.core.operation.Operation.Update;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Records as the front doors of released versions wrote them, byte for byte: they lie in topics that are kept for ever, and every
 * later release reads them. A file is never changed; a release that writes another form adds a folder.
 */
class ReleasedEnvelopesTest {
    private static final Path RELEASES = Path.of("src", "test", "resources", "envelopes");
    private static final EventKey FIRST = event("0195d6a0-0000-7000-8000-000000000001");
    private static final EventKey SECOND = event("0195d6a0-0000-7000-8000-000000000002");

    @Test
    void those_of_0_1_0_mean_what_they_meant() throws Exception {
        Map<String, Operation> meant = Map.of(
                "create-with-every-field.json",
                new Create(
                        FIRST,
                        UUID.fromString("01a20234-9bbf-745b-adac-71f36139df32"),
                        Instant.parse("2026-11-22T07:42:11.903Z"),
                        "conv-1",
                        Instant.parse("2026-03-27T12:00:00Z"),
                        new EventFields(
                                "{\"rating\":5}",
                                "answer",
                                "landing",
                                "u-1",
                                12.5,
                                "timeout",
                                150.5,
                                "Grüße, 世界 🙂",
                                "Hi \"there\"\n",
                                FloatVector.of(0.1f, -3.4028235E38f),
                                FloatVector.EMPTY,
                                "{ \"plan\": \"pro\", \"n\": [1, 2.50, null] }")),
                "create-with-a-name-only.json",
                new Create(
                        SECOND,
                        UUID.fromString("01a20234-9c4d-7487-8782-06ce06d986c9"),
                        Instant.parse("2026-11-22T07:42:12.045Z"),
                        "conv-2",
                        Instant.parse("2026-03-27T10:00:01.500Z"),
                        named("ping", null, null, null)),
                "collected-event-with-an-idempotency-key.json",
                new Create(
                        event("2ebf22ff-ad5f-59c2-8673-808349cbfe84"),
                        UUID.fromString("b00801e7-7ef5-594d-a578-ceaca07b4965"),
                        Instant.parse("2026-11-22T07:42:12.248Z"),
                        "",
                        Instant.parse("2026-03-27T12:00:00Z"),
                        named("page_view", "landing", "u123", 1.0)),
                "update-of-every-field.json",
                new Update(
                        FIRST,
                        UUID.fromString("01a20234-9cf3-7de2-be3a-adc6b1450025"),
                        Instant.parse("2026-11-22T07:42:12.211Z"),
                        new EventFields(
                                "",
                                "answer.2",
                                "",
                                "u-2",
                                -0.5,
                                "e",
                                0.0,
                                "in",
                                "out",
                                FloatVector.of(1),
                                FloatVector.of(2, 3),
                                null)),
                "update-of-two-fields.json",
                new Update(
                        FIRST,
                        UUID.fromString("01a20234-9cd0-74fe-a6f8-82bca5049cc2"),
                        Instant.parse("2026-11-22T07:42:12.176Z"),
                        new EventFields(null, null, null, null, null, "", 7.0, null, null, null, null, null)),
                "delete-with-an-idempotency-key.json",
                new Delete(
                        SECOND,
                        UUID.fromString("e14e3253-1148-55fc-8b4b-db5484561e8d"),
                        Instant.parse("2026-11-22T07:42:12.229Z")));

        assertThat(decoded("0.1.0")).containsExactlyInAnyOrderEntriesOf(meant);
    }

    private static Map<String, Operation> decoded(String release) throws IOException, MalformedEnvelopeException {
        Map<String, Operation> operations = new TreeMap<>();
        try (Stream<Path> files = Files.list(RELEASES.resolve(release))) {
            for (Path file : files.toList()) {
                byte[] envelope = Files.readAllBytes(file);
                Operation operation = EnvelopeCodec.decode(envelope);
                assertThat(EnvelopeCodec.decodeKey(envelope)).isEqualTo(operation.key());
                operations.put(file.getFileName().toString(), operation);
            }
        }
        return operations;
    }

    private static EventKey event(String id) {
        return new EventKey(EventKey.DEFAULT_PROJECT, UUID.fromString(id));
    }

    private static EventFields named(String name, String source, String userId, Double value) {
        return new EventFields(null, name, source, userId, value, null, null, null, null, null, null, null);
    }
}
