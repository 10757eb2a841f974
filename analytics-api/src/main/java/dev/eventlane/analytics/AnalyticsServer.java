package dev.eventlane.analytics;

import dev.eventlane.analytics.read.EventReader;
import dev.eventlane.analytics.route.AnalyticsRoutes;
import dev.eventlane.analytics.route.DeadLetterRoutes;
import dev.eventlane.analytics.route.EventRoutes;
import dev.eventlane.core.config.ConfigurationException;
import dev.eventlane.core.config.Settings;
import dev.eventlane.http.HealthRoutes;
import dev.eventlane.http.HttpServer;
import dev.eventlane.http.Router;
import java.time.Clock;

/** Answers the reads of the contract from ClickHouse. */
public final class AnalyticsServer implements AutoCloseable {
    private final EventReader reader;
    private final HttpServer http;

    private AnalyticsServer(EventReader reader, HttpServer http) {
        this.reader = reader;
        this.http = http;
    }

    /**
     * Starts to listen; ClickHouse need not be there yet.
     *
     * @throws ConfigurationException if it cannot listen there
     */
    public static AnalyticsServer start(AnalyticsConfig config) {
        EventReader reader = new EventReader(config.clickHouse());
        Router router = new Router();
        HealthRoutes.addTo(router);
        new EventRoutes(reader).addTo(router);
        new AnalyticsRoutes(reader, Clock.systemUTC()).addTo(router);
        new DeadLetterRoutes(reader).addTo(router);
        try {
            return new AnalyticsServer(reader, HttpServer.start(config.listen(), router));
        } catch (RuntimeException e) {
            reader.close();
            throw e;
        }
    }

    public int port() {
        return http.port();
    }

    @Override
    public void close() {
        http.close();
        reader.close();
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
