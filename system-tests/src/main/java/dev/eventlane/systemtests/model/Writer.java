package dev.eventlane.systemtests.model;

import dev.eventlane.systemtests.Client;
import dev.eventlane.systemtests.Client.Answer;
import dev.eventlane.systemtests.model.Promises.Promise;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

/**
 * One connection of a load. Sends one operation after the other, each until it is accepted; an answer other than 202 and 503
 * ends the load.
 */
final class Writer implements Callable<Void> {
    private static final long RETRY_MILLIS = 50;

    private final Client client;
    private final OperationChooser chooser;
    private final Promises promises;
    private final LoadProgress progress;

    Writer(Client client, OperationChooser chooser, Promises promises, LoadProgress progress) {
        this.client = client;
        this.chooser = chooser;
        this.promises = promises;
        this.progress = progress;
    }

    @Override
    public Void call() throws InterruptedException {
        while (progress.isWanted()) {
            send(chooser.next());
        }
        for (Optional<Request> owed = chooser.owed(); owed.isPresent(); owed = chooser.owed()) {
            send(owed.get());
        }
        return null;
    }

    private void send(Request request) throws InterruptedException {
        Promise promise = promises.sending(request);
        while (!isAccepted(request)) {
            progress.retried();
            TimeUnit.MILLISECONDS.sleep(RETRY_MILLIS);
        }
        promises.accepted(promise);
        progress.accepted();
    }

    private boolean isAccepted(Request request) {
        Answer answer;
        try {
            answer = client.trySend(request.method(), request.path(), request.bodyText(), request.idempotencyKey());
        } catch (IOException e) {
            // As good as a 503: the client does not know, and asks again.
            return false;
        }
        boolean named = answer.body().has("data");
        if (answer.status() == 202
                && (!named
                        || answer.data()
                                .get("id")
                                .asText()
                                .equals(request.event().toString()))) {
            return true;
        }
        if (answer.status() == 503) {
            return false;
        }
        throw new IllegalStateException(request + " was answered " + answer);
    }
}
