package dev.eventlane.analytics;

import dev.eventlane.analytics.read.EventReader;
import dev.eventlane.analytics.ready.ClickHouseReady;
import dev.eventlane.analytics.ready.FlinkJobReady;
import dev.eventlane.analytics.route.AnalyticsRoutes;
import dev.eventlane.analytics.route.DeadLetterRoutes;
import dev.eventlane.analytics.route.EventRoutes;
import dev.eventlane.core.config.ConfigurationException;
import dev.eventlane.core.config.Settings;
import dev.eventlane.http.HealthRoutes;
import dev.eventlane.http.HttpServer;
import dev.eventlane.http.Opened;
import dev.eventlane.http.Router;
import dev.eventlane.http.access.AccessHandler;
import dev.eventlane.http.access.ApiKeys;
import dev.eventlane.http.access.ExposureWarning;
import dev.eventlane.http.accesslog.AccessLog;
import dev.eventlane.http.metrics.Metrics;
import dev.eventlane.http.ready.Readiness;
import java.time.Clock;
import java.util.List;

/** Answers the reads of the contract from ClickHouse. */
public final class AnalyticsServer implements AutoCloseable {
    private final Opened opened = new Opened();
    private final Metrics metrics;
    private final EventReader reader;
    private final Readiness readiness;
    private final HttpServer http;

    private AnalyticsServer(AnalyticsConfig config) {
        try {
            metrics = opened.add(new Metrics(), Metrics::close);
            ApiKeys keys = opened.add(ApiKeys.open(config.access(), metrics.refusals()), ApiKeys::close);
            reader = opened.add(new EventReader(config.clickHouse()), EventReader::close);
            AccessLog accessLog = opened.add(AccessLog.open(config.accessLog(), metrics.registry()), AccessLog::close);
            readiness = opened.add(
                    Readiness.watch(
                            List.of(new ClickHouseReady(reader), new FlinkJobReady(config.flink(), Clock.systemUTC()))),
                    Readiness::close);
            http = opened.add(
                    HttpServer.start(
                            config.server(),
                            metrics.refusals(),
                            new AccessHandler(keys, metrics.refusals(), router()),
                            List.of(metrics.requests(), accessLog)),
                    HttpServer::close);
        } catch (RuntimeException e) {
            opened.close();
            throw e;
        }
        metrics.show(http);
    }

    /**
     * Starts to listen; ClickHouse need not be there yet.
     *
     * @throws ConfigurationException if it cannot listen there, or the API keys break a rule
     */
    public static AnalyticsServer start(AnalyticsConfig config) {
        ExposureWarning.logIfNeeded(config.server().listen(), config.access());
        return new AnalyticsServer(config);
    }

    private Router router() {
        Router router = new Router();
        HealthRoutes.addTo(router);
        readiness.addTo(router);
        metrics.addTo(router);
        new EventRoutes(reader).addTo(router);
        new AnalyticsRoutes(reader, Clock.systemUTC()).addTo(router);
        new DeadLetterRoutes(reader).addTo(router);
        return router;
    }

    public int port() {
        return http.port();
    }

    @Override
    public void close() {
        // Before the requests under way are finished, so that no new ones are sent here meanwhile.
        readiness.close();
        opened.close();
    }

    public static void main(String[] arguments) {
        try {
            AnalyticsServer server = start(AnalyticsConfig.from(Settings.of(System.getenv(), arguments)));
            Runtime.getRuntime().addShutdownHook(new Thread(server::close, "shutdown"));
        } catch (ConfigurationException e) {
            System.err.println("analytics-api cannot start: " + e.getMessage());
            System.exit(1);
        }
    }
}
