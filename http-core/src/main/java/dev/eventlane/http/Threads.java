package dev.eventlane.http;

import io.undertow.Undertow;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.xnio.OptionMap;
import org.xnio.Options;
import org.xnio.Xnio;
import org.xnio.XnioWorker;

/**
 * The threads of a server: half as many IO threads as there are cores, since each request also keeps others busy, of Kafka's
 * client or of a worker. With one for each core they take the cores from each other, and requests cost a tenth more.
 */
final class Threads {
    private static final int WORKERS_PER_CORE = 8;

    private Threads() {}

    static XnioWorker start() {
        int cores = Runtime.getRuntime().availableProcessors();
        int ioThreads = Math.max(1, cores / 2);
        int workerThreads = Math.max(2, cores) * WORKERS_PER_CORE;
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
