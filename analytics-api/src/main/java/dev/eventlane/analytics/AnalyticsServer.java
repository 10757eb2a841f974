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
import dev.eventlane.http.RefusalCounts;
import dev.eventlane.http.Router;
import dev.eventlane.http.access.AccessHandler;
import dev.eventlane.http.access.ApiKeys;
import dev.eventlane.http.access.ExposureWarning;
import dev.eventlane.http.ready.Readiness;
import java.time.Clock;
import java.util.List;

/** Answers the reads of the contract from ClickHouse. */
public final class AnalyticsServer implements AutoCloseable {
    private final ApiKeys keys;
    private final EventReader reader;
    private final Readiness readiness;
    private final HttpServer http;

    private AnalyticsServer(AnalyticsConfig config, ApiKeys keys, RefusalCounts refusals) {
        this.keys = keys;
        this.reader = new EventReader(config.clickHouse());
        this.readiness = Readiness.watch(
                List.of(new ClickHouseReady(reader), new FlinkJobReady(config.flink(), Clock.systemUTC())));
        try {
            AccessHandler access = new AccessHandler(keys, refusals, router(reader, readiness));
            this.http = HttpServer.start(config.server(), refusals, access);
        } catch (RuntimeException e) {
            closeNeighbours();
            throw e;
        }
    }

    /**
     * Starts to listen; ClickHouse need not be there yet.
     *
     * @throws ConfigurationException if it cannot listen there, or the API keys break a rule
     */
    public static AnalyticsServer start(AnalyticsConfig config) {
        ExposureWarning.logIfNeeded(config.server().listen(), config.access());
        RefusalCounts refusals = new RefusalCounts();
        return new AnalyticsServer(config, ApiKeys.open(config.access(), refusals), refusals);
    }

    private static Router router(EventReader reader, Readiness readiness) {
        Router router = new Router();
        HealthRoutes.addTo(router);
        readiness.addTo(router);
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
        readiness.close();
        http.close();
        closeNeighbours();
    }

    private void closeNeighbours() {
        readiness.close();
        reader.close();
        keys.close();
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
