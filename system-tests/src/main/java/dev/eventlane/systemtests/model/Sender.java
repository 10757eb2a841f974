package dev.eventlane.systemtests.model;

import dev.eventlane.systemtests.Client;
import dev.eventlane.systemtests.Client.Answer;
import dev.eventlane.systemtests.model.Promises.Promise;
import java.io.IOException;
import java.util.concurrent.TimeUnit;

/** Sends operations as a careful client does: each again and again until it is accepted. */
final class Sender {
    private static final long RETRY_MILLIS = 50;

    private final Client client;
    private final Promises promises;
    private final LoadProgress progress;

    Sender(Client client, Promises promises, LoadProgress progress) {
        this.client = client;
        this.promises = promises;
        this.progress = progress;
    }

    /** Returns when it is accepted; fails if it is answered anything but 202 and 503. */
    void send(Request request) throws InterruptedException {
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
