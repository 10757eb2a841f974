package dev.eventlane.replay;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Whether the command was asked to end, by Ctrl-C or a signal. It ends after the batch that it is at: a transaction that is left
 * open would hold up the job until Kafka gives it up. Thread-safe.
 */
final class StopRequest {
    private static final int PATIENCE_SECONDS = 20;

    private final AtomicBoolean made = new AtomicBoolean();
    private final CountDownLatch ended = new CountDownLatch(1);

    /** Of this JVM, whose end waits for {@link #ended}, within bounds. */
    static StopRequest ofThisJvm() {
        StopRequest request = new StopRequest();
        Runtime.getRuntime().addShutdownHook(new Thread(request::makeAndWait, "stop"));
        return request;
    }

    boolean isMade() {
        return made.get();
    }

    /** Asks the command to end. */
    void make() {
        made.set(true);
    }

    /** Says that the command has ended. */
    void ended() {
        ended.countDown();
    }

    private void makeAndWait() {
        make();
        try {
            if (!ended.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                System.err.println("replay-dead-letters: the last batch did not end within " + PATIENCE_SECONDS
                        + " s and is given up: run the command again");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
