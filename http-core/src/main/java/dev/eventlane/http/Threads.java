package dev.eventlane.http;

import io.undertow.Undertow;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.xnio.OptionMap;
import org.xnio.Options;
import org.xnio.Xnio;
import org.xnio.XnioWorker;

/** The threads of a server, as many as Undertow makes for itself. */
final class Threads {
    private static final int WORKERS_PER_IO_THREAD = 8;

    private Threads() {}

    static XnioWorker start() {
        int ioThreads = Math.max(Runtime.getRuntime().availableProcessors(), 2);
        int workerThreads = ioThreads * WORKERS_PER_IO_THREAD;
        OptionMap options = OptionMap.builder()
                .set(Options.WORKER_IO_THREADS, ioThreads)
                .set(Options.WORKER_TASK_CORE_THREADS, workerThreads)
                .set(Options.WORKER_TASK_MAX_THREADS, workerThreads)
                .set(Options.TCP_NODELAY, true)
                .set(Options.CORK, true)
                .getMap();
        try {
            return Xnio.getInstance(Undertow.class.getClassLoader()).createWorker(options);
        } catch (IOException e) {
            throw new UncheckedIOException("the threads of the HTTP server cannot be started", e);
        }
    }
}
