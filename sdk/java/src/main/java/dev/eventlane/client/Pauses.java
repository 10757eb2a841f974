package dev.eventlane.client;

import java.time.Duration;

/** How a client waits before it sends something again; tests record it instead. */
interface Pauses {
    Pauses REAL = new Pauses() {
        @Override
        public void pause(Duration time) throws InterruptedException {
            Thread.sleep(time.toMillis());
        }

        @Override
        public boolean rest(EventQueue queue, Duration time) throws InterruptedException {
            return queue.rest(time);
        }
    };

    /** Waits while a caller waits. */
    void pause(Duration time) throws InterruptedException;

    /** Waits in the background; {@code false} = closing the queue does not leave that much time. */
    boolean rest(EventQueue queue, Duration time) throws InterruptedException;
}
