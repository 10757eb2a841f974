package dev.eventlane.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eventlane.localstack.Progress;
import dev.eventlane.systemtests.chaos.Round;
import dev.eventlane.systemtests.chaos.RoundResult;
import dev.eventlane.systemtests.fault.Fault;
import dev.eventlane.systemtests.fault.Faults;
import dev.eventlane.systemtests.model.Promises;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever is done to the stack under load: it recovers by itself, and nothing is lost, doubled or out of order. */
class FaultITCase {
    private static final long SEED =
            Long.getLong("model.seed", ThreadLocalRandom.current().nextInt(1_000_000));
    private static final Duration BOUND = Duration.ofMinutes(1);

    @TempDir
    static Path folder;

    private static ModelledStack stack;
    private static Promises promises = new Promises();

    @BeforeAll
    static void start() {
        stack = ModelledStack.start(folder, Progress.silent());
    }

    @AfterAll
    static void stop() throws InterruptedException {
        try {
            assertThat(stack.verification().await(promises, Instant.EPOCH, List.of(), BOUND))
                    .as("all rows of all rounds, with -Dmodel.seed=%d", SEED)
                    .isEmpty();
        } finally {
            stack.close();
        }
    }

    static Stream<Named<List<Fault>>> faults() {
        List<Fault> pauses = List.of(
                Faults.pause("taskmanager", Duration.ofSeconds(30)),
                Faults.pause("http-ingest", Duration.ofSeconds(7)));
        return Stream.of(Faults.kills(), Faults.ambushes(), Faults.refusals(), Faults.disks(), pauses)
                .flatMap(List::stream)
                .map(fault -> Named.of(fault.title(), List.of(fault)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("faults")
    void nothing_is_lost_doubled_or_out_of_order(List<Fault> faults) throws Exception {
        promises = new Promises(promises);
        // Another one for each fault, or the load of one round would be taken for repeats of the round before.
        long seed = SEED + faults.get(0).title().hashCode();

        RoundResult result = new Round(stack, promises).run(seed, faults);

        assertThat(result.differences())
                .as("run it again with -Dmodel.seed=%d", SEED)
                .isEmpty();
        assertThat(result.accepted()).isGreaterThan(500);
    }
}
