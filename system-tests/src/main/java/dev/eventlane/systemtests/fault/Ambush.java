package dev.eventlane.systemtests.fault;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** What happens to one insert on its way. */
final class Ambush {
    /** Where the insert is when it happens. */
    enum Place {
        /** The head and a part of the body were passed on. */
        IN_BODY,
        /** The whole body was passed on; no answer came yet. */
        AFTER_BODY,
        /** The server has answered, so that the rows are stored, and the answer does not come through. */
        INSTEAD_OF_ANSWER
    }

    private final Place place;
    private final Runnable harm;
    private final CountDownLatch sprung = new CountDownLatch(1);

    /**
     * Prepares an ambush.
     *
     * @param harm what happens there, before the connection is cut
     */
    Ambush(Place place, Runnable harm) {
        this.place = place;
        this.harm = harm;
    }

    Place place() {
        return place;
    }

    void spring() {
        harm.run();
        sprung.countDown();
    }

    /** Whether an insert fell into it within the time. */
    boolean awaitSprung(long seconds) throws InterruptedException {
        return sprung.await(seconds, TimeUnit.SECONDS);
    }
}
