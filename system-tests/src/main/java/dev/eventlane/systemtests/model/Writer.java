package dev.eventlane.systemtests.model;

import java.util.Optional;
import java.util.concurrent.Callable;

/** One connection of a load: one operation after the other. */
record Writer(OperationChooser chooser, Sender sender, LoadProgress progress) implements Callable<Void> {
    @Override
    public Void call() throws InterruptedException {
        while (progress.isWanted()) {
            sender.send(chooser.next());
        }
        for (Optional<Request> owed = chooser.owed(); owed.isPresent(); owed = chooser.owed()) {
            sender.send(owed.get());
        }
        return null;
    }
}
