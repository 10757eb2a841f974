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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A running HTTP server. {@link #close} lets the requests that are under way finish first. */
public final class HttpServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HttpServer.class);
    private static final Duration DRAIN = Duration.ofSeconds(10);
    private static final int IDLE_MILLIS = 120_000;
    private static final int PARSE_MILLIS = 10_000;
    private static final long NO_LIMIT = -1;

    private final Undertow undertow;
    private final GracefulShutdownHandler drain;

    private HttpServer(Undertow undertow, GracefulShutdownHandler drain) {
        this.undertow = undertow;
        this.drain = drain;
    }

    /**
     * Starts to listen.
     *
     * @throws ConfigurationException if the address is taken or not of this host
     */
    public static HttpServer start(ListenAddress address, HttpHandler handler) {
        HttpHandler continued = new HttpContinueReadHandler(new ErrorHandler(handler));
        GracefulShutdownHandler drain = new GracefulShutdownHandler(continued);
        Undertow undertow = Undertow.builder()
                .addHttpListener(address.port(), address.host())
                // Paths and queries are decoded by Router and QueryParameters, which can refuse what is malformed.
                .setServerOption(UndertowOptions.DECODE_URL, false)
                .setServerOption(UndertowOptions.IDLE_TIMEOUT, IDLE_MILLIS)
                .setServerOption(UndertowOptions.NO_REQUEST_TIMEOUT, IDLE_MILLIS)
                .setServerOption(UndertowOptions.REQUEST_PARSE_TIMEOUT, PARSE_MILLIS)
                // Each route bounds its own bodies; the server's default would cut them off at 2 MiB.
                .setServerOption(UndertowOptions.MAX_ENTITY_SIZE, NO_LIMIT)
                .setHandler(new EmptyErrors(drain))
                .build();
        try {
            undertow.start();
        } catch (RuntimeException e) {
            if (e.getCause() instanceof BindException) {
                throw new ConfigurationException("cannot listen on " + address.host() + ":" + address.port() + " ("
                        + e.getCause().getMessage() + "): end what listens there, or set " + address.portVariable()
                        + " to another port");
            }
            throw e;
        }
        HttpServer server = new HttpServer(undertow, drain);
        LOG.info("listening on {}:{}", address.host(), server.port());
        return server;
    }

    /** The port that it listens on, also when the configured one was 0. */
    public int port() {
        return ((InetSocketAddress) undertow.getListenerInfo().get(0).getAddress()).getPort();
    }

    @Override
    public void close() {
        drain.shutdown();
        try {
            if (!drain.awaitShutdown(DRAIN.toMillis())) {
                LOG.warn("requests were still under way after {} s and are cut off", DRAIN.toSeconds());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        undertow.stop();
    }
}
