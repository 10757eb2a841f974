package dev.eventlane.ingest.read;

import dev.eventlane.http.Json;
import dev.eventlane.http.Router;
import io.undertow.UndertowOptions;
import io.undertow.protocols.ssl.UndertowXnioSsl;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.handlers.proxy.LoadBalancingProxyClient;
import io.undertow.server.handlers.proxy.ProxyHandler;
import io.undertow.util.Methods;
import io.undertow.util.StatusCodes;
import java.net.URI;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import javax.net.ssl.SSLContext;
import org.xnio.OptionMap;
import org.xnio.Xnio;
import org.xnio.ssl.XnioSsl;

/** Forwards the reads of the contract to analytics-api, so that clients know one address. */
public final class ReadForwarder {
    private static final List<String> PATHS = List.of(
            "/event/{id}",
            "/events/conversation/{conversation_id}",
            "/analytics/errors",
            "/analytics/latency",
            "/analytics/sessions/top-errors",
            "/dead-letters");
    private static final int MAX_REQUEST_MILLIS = 30_000;
    private static final int CONNECTIONS_PER_THREAD = 32;
    private static final int MAX_QUEUED = 1_000;
    /** Undertow would try again, for ever, once for each request that failed; the next request tries in any case. */
    private static final int NO_RETRY_OF_ITS_OWN = 0;

    private static final String HOST_OF_CERTIFICATE = "HTTPS";

    private final HttpHandler proxy;

    public ReadForwarder(URI analytics) {
        LoadBalancingProxyClient client = new LoadBalancingProxyClient()
                .setConnectionsPerThread(CONNECTIONS_PER_THREAD)
                .setMaxQueueSize(MAX_QUEUED)
                .setProblemServerRetry(NO_RETRY_OF_ITS_OWN);
        if (analytics.getScheme().equals("https")) {
            client.addHost(analytics, tls());
        } else {
            client.addHost(analytics);
        }
        this.proxy = ProxyHandler.builder()
                .setProxyClient(client)
                .setMaxRequestTime(MAX_REQUEST_MILLIS)
                .build();
    }

    /** Trusts whom the JVM trusts (javax.net.ssl.trustStore), and only where the certificate is that of the host. */
    private static XnioSsl tls() {
        try {
            OptionMap options =
                    OptionMap.create(UndertowOptions.ENDPOINT_IDENTIFICATION_ALGORITHM, HOST_OF_CERTIFICATE);
            return new UndertowXnioSsl(Xnio.getInstance(), options, SSLContext.getDefault());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has TLS", e);
        }
    }

    /** Adds the forwarded routes. */
    public void addTo(Router router) {
        PATHS.forEach(path -> router.add(Methods.GET, path, this::forward));
    }

    private void forward(HttpServerExchange exchange) throws Exception {
        // Undertow ends an exchange that it could not forward without a body.
        exchange.addDefaultResponseListener(ended -> {
            if (!ended.isResponseChannelAvailable() || ended.getStatusCode() < StatusCodes.INTERNAL_SERVER_ERROR) {
                return false;
            }
            Json.send(
                    ended,
                    StatusCodes.SERVICE_UNAVAILABLE,
                    Json.error("reads are not available: analytics-api does not answer"));
            return true;
        });
        proxy.handleRequest(exchange);
    }
}
