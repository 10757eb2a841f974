package dev.eventlane.http;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;

/** What a server has opened so far, to be closed in reverse, also where a later step of its start fails. Not thread-safe. */
public final class Opened {
    private final Deque<Runnable> closers = new ArrayDeque<>();

    /** Remembers how to close what was opened, and returns it. */
    public <T> T add(T opened, Consumer<? super T> close) {
        closers.push(() -> close.accept(opened));
        return opened;
    }

    /** Closes all. One that cannot be closed does not keep the others open; the first failure is thrown in the end. */
    public void close() {
        RuntimeException first = null;
        while (!closers.isEmpty()) {
            try {
                closers.pop().run();
            } catch (RuntimeException e) {
                if (first == null) {
                    first = e;
                } else {
                    first.addSuppressed(e);
                }
            }
        }
        if (first != null) {
            throw first;
        }
    }
}
