package dev.eventlane.http;

import dev.eventlane.core.config.ConfigurationException;
import io.undertow.Undertow;
import io.undertow.UndertowOptions;
import io.undertow.server.HttpHandler;
import io.undertow.server.handlers.GracefulShutdownHandler;
import io.undertow.server.handlers.HttpContinueReadHandler;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xnio.Options;
import org.xnio.Sequence;
import org.xnio.XnioWorker;
import org.xnio.management.XnioServerMXBean;
import org.xnio.management.XnioWorkerMXBean;

/** A running HTTP server. {@link #close} lets the requests that are under way finish first, and tells clients to leave. */
public final class HttpServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HttpServer.class);
    private static final Duration THREADS_END = Duration.ofSeconds(2);
    private static final long POLL_MILLIS = 10;
    private static final long NO_LIMIT = -1;

    private final ServerConfig config;
    private final XnioWorker worker;
    private final Undertow undertow;
    private final LeaveTaking leaveTaking;
    private final GracefulShutdownHandler drain;
    private final XnioServerMXBean socket;
    private final int port;

    private HttpServer(
            ServerConfig config,
            XnioWorker worker,
            Undertow undertow,
            LeaveTaking leaveTaking,
            GracefulShutdownHandler drain) {
        this.config = config;
        this.worker = worker;
        this.undertow = undertow;
        this.leaveTaking = leaveTaking;
        this.drain = drain;
        this.socket = worker.getMXBean().getServerMXBeans().iterator().next();
        this.port = ((InetSocketAddress) undertow.getListenerInfo().get(0).getAddress()).getPort();
    }

    /**
     * Starts to listen.
     *
     * @param refusals told of requests whose head is refused
     * @param observers told of every request that HTTP's rules let through, also of those that no handler of ours answers
     * @throws ConfigurationException if the address is taken or not of this host, or the keystore cannot be opened
     */
    public static HttpServer start(
            ServerConfig config, RefusalCounts refusals, HttpHandler handler, List<RequestObserver> observers) {
        HttpHandler continued =
                new HttpContinueReadHandler(new ErrorHandler(new RequestHead(config, refusals, handler)));
        GracefulShutdownHandler drain = new GracefulShutdownHandler(continued);
        LeaveTaking leaveTaking = new LeaveTaking(drain);
        Undertow.Builder builder = builder(
                config,
                new ObservedRequests(observers, new UnreadBodies(new EmptyErrors(new StrictHttp(leaveTaking)))));
        // Our own, so that connections live on when the socket that accepts them is closed.
        XnioWorker worker = Threads.start();
        try {
            Undertow undertow = builder.setWorker(worker).build();
            undertow.start();
            HttpServer server = new HttpServer(config, worker, undertow, leaveTaking, drain);
            LOG.info(
                    "listening on {}:{}{}",
                    config.listen().host(),
                    server.port,
                    config.tls().isPresent() ? " (TLS)" : "");
            return server;
        } catch (RuntimeException e) {
            worker.shutdownNow();
            throw e.getCause() instanceof BindException taken ? explain(config.listen(), taken) : e;
        }
    }

    private static Undertow.Builder builder(ServerConfig config, HttpHandler handler) {
        ListenAddress address = config.listen();
        Undertow.Builder builder = Undertow.builder()
                // Paths and queries are decoded by Router and QueryParameters, which can refuse what is malformed.
                .setServerOption(UndertowOptions.DECODE_URL, false)
                .setServerOption(UndertowOptions.MAX_HEADER_SIZE, RequestHead.hardMaxBytes(config))
                .setServerOption(UndertowOptions.MAX_HEADERS, RequestHead.HARD_MAX_HEADERS)
                .setServerOption(UndertowOptions.IDLE_TIMEOUT, millis(config.idleTimeout()))
                .setServerOption(UndertowOptions.NO_REQUEST_TIMEOUT, millis(config.idleTimeout()))
                .setServerOption(UndertowOptions.REQUEST_PARSE_TIMEOUT, millis(config.headerTimeout()))
                // Each route bounds its own bodies; the server's default would cut them off at 2 MiB.
                .setServerOption(UndertowOptions.MAX_ENTITY_SIZE, NO_LIMIT)
                // Answers that wait for those behind them are lost when the connection ends meanwhile.
                .setServerOption(UndertowOptions.BUFFER_PIPELINED_DATA, false)
                .setServerOption(UndertowOptions.RECORD_REQUEST_START_TIME, true)
                .setSocketOption(Options.CONNECTION_HIGH_WATER, config.maxConnections())
                .setSocketOption(Options.CONNECTION_LOW_WATER, config.maxConnections())
                .setHandler(handler);
        return config.tls().isEmpty()
                ? builder.addHttpListener(address.port(), address.host())
                : builder.addHttpsListener(
                                address.port(),
                                address.host(),
                                config.tls().get().open())
                        .setSocketOption(Options.SSL_ENABLED_PROTOCOLS, Sequence.of(TlsConfig.PROTOCOLS));
    }

    private static int millis(Duration duration) {
        return Math.toIntExact(duration.toMillis());
    }

    private static ConfigurationException explain(ListenAddress address, BindException taken) {
        return new ConfigurationException("cannot listen on " + address.host() + ":" + address.port() + " ("
                + taken.getMessage() + "): end what listens there, or set " + address.portVariable()
                + " to another port");
    }

    /** The port that it listens on, also when the configured one was 0. */
    public int port() {
        return port;
    }

    /** How many connections are open; at most {@link ServerConfig#maxConnections}. Waits for another thread for a moment. */
    public int openConnections() {
        return socket.getConnectionCount();
    }

    /** The threads that answer requests which may wait. */
    public XnioWorkerMXBean workers() {
        return worker.getMXBean();
    }

    /**
     * Serves for the grace, each answer closing its connection, so that a client which is busy loses no request; then lets nobody
     * in, answers 503 on the connections that are left, and finishes what is under way.
     */
    @Override
    public void close() {
        leaveTaking.begin();
        try {
            awaitNoConnections(config.shutdownGrace());
            undertow.stop();
            drain.shutdown();
            if (!drain.awaitShutdown(config.shutdownTimeout().toMillis())) {
                LOG.warn(
                        "requests were still under way after {} s (SHUTDOWN_TIMEOUT) and are cut off",
                        config.shutdownTimeout().toSeconds());
            }
            worker.shutdownNow();
            if (!worker.awaitTermination(THREADS_END.toSeconds(), TimeUnit.SECONDS)) {
                LOG.warn("threads of the HTTP server still run after {} s", THREADS_END.toSeconds());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            undertow.stop();
            worker.shutdownNow();
        }
    }

    private void awaitNoConnections(Duration bound) throws InterruptedException {
        long end = System.nanoTime() + bound.toNanos();
        while (System.nanoTime() < end && openConnections() > 0) {
            Thread.sleep(POLL_MILLIS);
        }
    }
}
