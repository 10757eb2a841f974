package dev.eventlane.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eventlane.core.operation.EnvelopeHead;
import dev.eventlane.replay.Entry.DeadLetter;
import dev.eventlane.replay.Entry.Position;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

class SelectionOptionsTest {
    private static final UUID A = UUID.fromString("0195d6a0-0000-7000-8000-00000000000a");

    @Command
    static final class Any {
        @Mixin
        private SelectionOptions options;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--reason MALFORMED                                   | 2, 3",
                "--reason MALFORMED --reason TOO_MANY_WAITING         | 2, 3, 4",
                "--project shop                                       | 4",
                "--event-id 0195d6a0-0000-7000-8000-00000000000a      | 1, 4",
                "--event-id 0195D6A0-0000-7000-8000-00000000000A --project default | 1",
                "--from 2026-03-27T12:00:00.002Z                      | 2, 3, 4",
                "--to 2026-03-27T12:00:00.002Z                        | 1",
                "--from 2026-03-27T12:00:00.001Z --to 2026-03-27T12:00:00.004Z | 1, 2, 3",
                "--partition 1                                        | 3, 4",
                "--partition 1 --offset 4                             | 4",
                "--partition 0 --offset 4                             |",
                "--reason NO_SUCH_REASON                              |",
            })
    void each_option_leaves_what_it_names(String arguments, String offsets) {
        Any any = CommandLine.populateCommand(new Any(), arguments.split(" "));
        Selection selection = any.options.selection();

        assertThat(List.of(
                                letter("CREATE_MISSING", 0, 1, "default", A),
                                letter("MALFORMED", 0, 2, null, null),
                                letter("MALFORMED", 1, 3, "default", null),
                                letter("TOO_MANY_WAITING", 1, 4, "shop", A))
                        .stream()
                        .filter(selection::includes)
                        .map(letter -> Long.toString(letter.origin().offset())))
                .containsExactlyElementsOf(offsets == null ? List.of() : List.of(offsets.split(", ")));
    }

    private static DeadLetter letter(String reason, int partition, long offset, String project, UUID event) {
        long time = Instant.parse("2026-03-27T12:00:00Z").toEpochMilli() + offset;
        return new DeadLetter(
                new Position(0, offset),
                new Origin("events", partition, offset, time),
                reason,
                new EnvelopeHead(project, event, null, null));
    }
}
