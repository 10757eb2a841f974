package dev.eventlane.systemtests.chaos;

import dev.eventlane.localstack.Progress;
import dev.eventlane.localstack.layout.DataFolder;
import dev.eventlane.systemtests.ModelledStack;
import dev.eventlane.systemtests.fault.Fault;
import dev.eventlane.systemtests.fault.Faults;
import dev.eventlane.systemtests.model.Difference;
import dev.eventlane.systemtests.model.Promises;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Harms a stack of its own under load, round after round, and compares every row and every answer after each. */
@Command(
        name = "chaos",
        mixinStandardHelpOptions = true,
        description = "Kills, stalls and starves a stack of its own under load, and compares every row and every answer"
                + " with an oracle after each round. The running stack is not touched.")
public final class Chaos implements Callable<Integer> {
    private static final Duration BOUND = Duration.ofMinutes(2);
    private static final int SHOWN = 10;

    @Option(names = "--minutes", defaultValue = "10", description = "how long: ${DEFAULT-VALUE}")
    private int minutes;

    @Option(names = "--seed", description = "makes the same choices again; a new one each time unless given")
    private Long givenSeed;

    @Option(names = "--data", description = "the stack's folder, which must be empty; a temporary one unless given")
    private Path givenFolder;

    @Option(
            names = "--only",
            defaultValue = "",
            description = "only faults in whose name this pattern is found, one at a time")
    private String only;

    private final Tally tally = new Tally();

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Chaos())
                .setExecutionExceptionHandler((failure, command, parsed) -> {
                    System.err.println("chaos failed: " + failure.getMessage());
                    return 1;
                })
                .execute(arguments));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        long seed = givenSeed == null ? ThreadLocalRandom.current().nextInt(1_000_000) : givenSeed;
        Schedule schedule = schedule(seed);
        Path folder = givenFolder == null ? Files.createTempDirectory("eventlane-chaos") : givenFolder;
        System.out.printf("chaos for %d minutes, seed %d, in %s%n", minutes, seed, folder);
        Progress progress = System.out::println;
        try (ModelledStack stack = ModelledStack.start(folder, progress)) {
            run(stack, schedule);
        }
        System.out.printf("%n%s%n", tally.toMarkdown());
        if (!tally.isClean()) {
            System.out.printf(
                    "NOT as expected; all data and logs are in %s; again: ./eventlane chaos --minutes %d --seed %d --only '%s'%n",
                    folder, minutes, seed, only);
            return 1;
        }
        new DataFolder(folder).delete();
        return 0;
    }

    private void run(ModelledStack stack, Schedule schedule) throws InterruptedException {
        Promises promises = new Promises();
        Instant end = Instant.now().plus(minutes, ChronoUnit.MINUTES);
        while (tally.isClean() && Instant.now().isBefore(end)) {
            promises = new Promises(promises);
            RoundResult result = new Round(stack, promises).run(schedule.nextSeed(), schedule.next());
            tally.add(result);
            System.out.printf(
                    "%s  %3d  %s%n", Instant.now().truncatedTo(ChronoUnit.SECONDS), tally.rounds(), result.line());
            show(result.differences());
        }
        List<Difference> atTheEnd = stack.verification().await(promises, Instant.EPOCH, List.of(), BOUND);
        show(atTheEnd);
        tally.add(atTheEnd);
    }

    private Schedule schedule(long seed) {
        if (only.isEmpty()) {
            return new Schedule(seed, Faults.all(), Faults.kills());
        }
        List<Fault> named = Faults.all().stream()
                .filter(fault -> Pattern.compile(only).matcher(fault.title()).find())
                .toList();
        if (named.isEmpty()) {
            throw new IllegalArgumentException("--only is \"" + only + "\"; it must be found in one of these names: "
                    + Faults.all().stream().map(Fault::title).toList());
        }
        return new Schedule(seed, named, List.of());
    }

    private static void show(List<Difference> differences) {
        differences.stream().limit(SHOWN).forEach(System.out::println);
        if (differences.size() > SHOWN) {
            System.out.printf("and %d more%n", differences.size() - SHOWN);
        }
    }
}
