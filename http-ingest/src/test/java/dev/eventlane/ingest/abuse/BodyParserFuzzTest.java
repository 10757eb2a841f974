package dev.eventlane.ingest.abuse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eventlane.core.event.EventKey;
import dev.eventlane.core.event.InvalidFieldException;
import dev.eventlane.core.operation.EnvelopeCodec;
import dev.eventlane.core.operation.Operation;
import dev.eventlane.ingest.body.BodyParser;
import dev.eventlane.ingest.body.FieldRules;
import dev.eventlane.ingest.body.RequestIds;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Whatever the parser takes is the same operation after Kafka, and what it does not take is the client's fault. */
class BodyParserFuzzTest {
    private static final int BODIES = Integer.getInteger("fuzz.bodies", 50_000);
    private static final int LONGEST_MESSAGE = 400;
    private static final int MOST_SHOWN = 500;
    private static final EventKey KEY =
            new EventKey("default", UUID.fromString("0195d6a0-0000-7000-8000-000000000001"));

    private final BodyParser parser = new BodyParser(new FieldRules(Set.of()), Clock.tickMillis(ZoneOffset.UTC));

    /** Throws what only a bug can throw. */
    private interface Parse {
        Operation parse(byte[] body) throws InvalidFieldException;
    }

    @Test
    void what_is_taken_comes_back_from_the_envelope_as_it_was() throws Exception {
        long seed = Fuzz.seed();
        int taken = 0;
        for (int i = 0; i < BODIES; i++) {
            byte[] body = new BodyGrammar(new Dice(seed + i)).body();
            String which = "body " + i + " of seed " + seed + ": "
                    + new String(body, 0, Math.min(body.length, MOST_SHOWN), StandardCharsets.UTF_8);
            taken += check(which, body, bytes -> parser.create("default", new RequestIds.Fresh(), bytes));
            taken += check(which, body, bytes -> parser.update(KEY, new RequestIds.Fresh(), bytes));
            taken += check(which, body, bytes -> parser.collect("default", new RequestIds.Fresh(), bytes));
        }

        // The grammar would be worth little if nothing of it were valid.
        assertThat(taken).isGreaterThan(BODIES / 20);
    }

    private static int check(String which, byte[] body, Parse parse) throws Exception {
        Operation operation;
        try {
            operation = parse.parse(body);
        } catch (InvalidFieldException e) {
            assertThat(e.getMessage()).as(which).doesNotContain("\n").hasSizeLessThan(LONGEST_MESSAGE);
            return 0;
        } catch (RuntimeException | Error e) {
            throw new AssertionError(which, e);
        }
        assertThat(EnvelopeCodec.decode(EnvelopeCodec.encode(operation)))
                .as(which)
                .isEqualTo(operation);
        assertThat(EnvelopeCodec.decodeKey(EnvelopeCodec.encode(operation)))
                .as(which)
                .isEqualTo(operation.key());
        return 1;
    }
}
