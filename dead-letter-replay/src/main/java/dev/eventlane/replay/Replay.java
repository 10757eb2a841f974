package dev.eventlane.replay;

import dev.eventlane.replay.Entry.DeadLetter;
import dev.eventlane.replay.Entry.ReplayNote;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One run of the command. What was replayed is remembered in the topic of dead letters itself, by the same transaction that replays
 * it; ClickHouse only shows it.
 */
final class Replay {
    private static final int MAX_BATCH_RECORDS = 500;
    private static final int MAX_BATCH_BYTES = 8 << 20;

    private final ReplayConfig config;
    private final Selection selection;
    private final boolean again;
    private final StopRequest stop;
    private final PrintStream out;

    /**
     * Prepares a run.
     *
     * @param again whether to replay also what was replayed before
     * @param stop ends it between two batches
     * @param out where it is told what is done; no contents of records
     */
    Replay(ReplayConfig config, Selection selection, boolean again, StopRequest stop, PrintStream out) {
        this.config = config;
        this.selection = selection;
        this.again = again;
        this.stop = stop;
        this.out = out;
    }

    /** Tells what would be replayed; changes nothing, and disturbs no replay that runs. */
    ReplayResult dryRun() {
        try (DeadLetterLog log = DeadLetterLog.open(config.brokers(), config.deadLetterTopic())) {
            Inventory inventory = read(log);
            List<DeadLetter> plan = plan(inventory);
            plan.forEach(letter -> out.println(DeadLetterLine.of(letter, inventory.cameBack(letter))));
            return result(inventory, plan, 0);
        }
    }

    /**
     * Replays.
     *
     * @throws ReplayException if not all could be replayed, or shown in ClickHouse; those that were are remembered
     */
    ReplayResult run() {
        ReplayTable table = new ReplayTable(config.clickHouse());
        table.require();
        try (DeadLetterLog log = DeadLetterLog.open(config.brokers(), config.deadLetterTopic());
                // Before the log is read: from then on, no other command adds to it.
                Replayer replayer = Replayer.takeOver(config.brokers(), config.deadLetterTopic())) {
            Inventory inventory = read(log);
            List<DeadLetter> plan = plan(inventory);
            // Makes up for what an earlier run could not show.
            table.show(inventory.notes());
            List<ReplayNote> notes = new ArrayList<>();
            try {
                replay(plan, log, replayer, notes);
            } catch (ReplayException e) {
                showRest(table, notes, e);
                throw e;
            }
            table.show(notes);
            return result(inventory, plan, notes.size());
        }
    }

    private static void showRest(ReplayTable table, List<ReplayNote> notes, ReplayException failure) {
        try {
            table.show(notes);
        } catch (ReplayException e) {
            failure.addSuppressed(e);
        }
    }

    private static Inventory read(DeadLetterLog log) {
        Inventory inventory = new Inventory();
        log.forEach(record -> inventory.add(EntryParser.parse(record)));
        return inventory;
    }

    private List<DeadLetter> plan(Inventory inventory) {
        return ReplayPlan.of(inventory.letters().stream()
                .filter(selection::includes)
                .filter(letter -> again || !inventory.isReplayed(letter))
                .toList());
    }

    private ReplayResult result(Inventory inventory, List<DeadLetter> plan, int replayed) {
        SortedMap<String, Integer> readByReason = new TreeMap<>();
        inventory.letters().forEach(letter -> readByReason.merge(letter.reason(), 1, Integer::sum));
        return new ReplayResult(
                config.deadLetterTopic(),
                readByReason,
                inventory.foreign(),
                Math.toIntExact(
                        inventory.letters().stream().filter(selection::includes).count()),
                plan.size(),
                Math.toIntExact(plan.stream().filter(inventory::cameBack).count()),
                replayed);
    }

    private void replay(List<DeadLetter> plan, DeadLetterLog log, Replayer replayer, List<ReplayNote> notes) {
        List<ReplayRecord> batch = new ArrayList<>();
        long bytes = 0;
        for (DeadLetter letter : plan) {
            ReplayRecord next = ReplayRecord.of(letter, log.at(letter.position()));
            if (batch.size() == MAX_BATCH_RECORDS || (!batch.isEmpty() && bytes + next.bytes() > MAX_BATCH_BYTES)) {
                replay(batch, plan.size(), replayer, notes);
                batch.clear();
                bytes = 0;
            }
            batch.add(next);
            bytes += next.bytes();
        }
        if (!batch.isEmpty()) {
            replay(batch, plan.size(), replayer, notes);
        }
    }

    private void replay(List<ReplayRecord> batch, int planned, Replayer replayer, List<ReplayNote> notes) {
        if (stop.isMade()) {
            throw new ReplayException(
                    "stopped after " + notes.size() + " of " + planned + ": run the command again for the rest", null);
        }
        notes.addAll(replayer.replay(batch));
        if (notes.size() < planned) {
            out.println("replayed " + notes.size() + " of " + planned);
        }
    }
}
