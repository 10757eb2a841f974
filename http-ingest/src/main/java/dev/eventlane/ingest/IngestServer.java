package dev.eventlane.ingest;

import dev.eventlane.core.config.ConfigurationException;
import dev.eventlane.core.config.Settings;
import dev.eventlane.http.CorsHandler;
import dev.eventlane.http.HealthRoutes;
import dev.eventlane.http.HttpServer;
import dev.eventlane.http.Router;
import dev.eventlane.ingest.body.BodyParser;
import dev.eventlane.ingest.body.FieldRules;
import dev.eventlane.ingest.log.KafkaOperationLog;
import dev.eventlane.ingest.read.ReadForwarder;
import dev.eventlane.ingest.write.WriteRoutes;
import java.time.Clock;

/** The front door: takes operations over HTTP, answers once Kafka has them, forwards reads. */
public final class IngestServer implements AutoCloseable {
    private final KafkaOperationLog log;
    private final HttpServer http;

    private IngestServer(KafkaOperationLog log, HttpServer http) {
        this.log = log;
        this.http = http;
    }

    /**
     * Starts to listen; Kafka need not be there yet.
     *
     * @throws ConfigurationException if it cannot listen there
     */
    public static IngestServer start(IngestConfig config) {
        KafkaOperationLog log = KafkaOperationLog.open(config.kafka());
        try {
            return new IngestServer(
                    log,
                    HttpServer.start(config.listen(), new CorsHandler(config.allowedOrigins(), router(config, log))));
        } catch (RuntimeException e) {
            log.close();
            throw e;
        }
    }

    private static Router router(IngestConfig config, KafkaOperationLog log) {
        BodyParser bodies = new BodyParser(new FieldRules(config.eventNames()), Clock.systemUTC());
        Router router = new Router();
        HealthRoutes.addTo(router);
        ByteBudget heldBodies = new ByteBudget(config.kafka().maxInFlightBytes());
        new WriteRoutes(bodies, log, config.maxBodyBytes(), heldBodies, config.batches()).addTo(router);
        new ReadForwarder(config.analyticsUrl()).addTo(router);
        return router;
    }

    public int port() {
        return http.port();
    }

    /** Finishes the requests under way, then closes. */
    @Override
    public void close() {
        http.close();
        log.close();
    }

    public static void main(String[] arguments) {
        try {
            IngestServer server = start(IngestConfig.from(Settings.of(System.getenv(), arguments)));
            Runtime.getRuntime().addShutdownHook(new Thread(server::close, "shutdown"));
        } catch (ConfigurationException e) {
            System.err.println("http-ingest cannot start: " + e.getMessage());
            System.exit(1);
        }
    }
}
