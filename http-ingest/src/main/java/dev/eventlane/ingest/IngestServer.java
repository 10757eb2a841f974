package dev.eventlane.ingest;

import dev.eventlane.core.config.ConfigurationException;
import dev.eventlane.core.config.Settings;
import dev.eventlane.http.CorsHandler;
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
import dev.eventlane.ingest.body.BodyParser;
import dev.eventlane.ingest.body.FieldRules;
import dev.eventlane.ingest.docs.DocsRoutes;
import dev.eventlane.ingest.log.KafkaLogMetrics;
import dev.eventlane.ingest.log.KafkaOperationLog;
import dev.eventlane.ingest.read.ReadForwarder;
import dev.eventlane.ingest.ready.KafkaReady;
import dev.eventlane.ingest.ready.ReadsReady;
import dev.eventlane.ingest.write.WriteMetrics;
import dev.eventlane.ingest.write.WriteRoutes;
import java.time.Clock;
import java.util.List;

/** The front door: takes operations over HTTP, answers once Kafka has them, forwards reads. */
public final class IngestServer implements AutoCloseable {
    private final Opened opened = new Opened();
    private final Metrics metrics;
    private final KafkaOperationLog log;
    private final Readiness readiness;
    private final Router router;
    private final HttpServer http;

    private IngestServer(IngestConfig config) {
        try {
            metrics = opened.add(new Metrics(KafkaLogMetrics.onlyDocumented()), Metrics::close);
            ApiKeys keys = opened.add(ApiKeys.open(config.access(), metrics.refusals()), ApiKeys::close);
            log = opened.add(KafkaOperationLog.open(config.kafka(), metrics.registry()), KafkaOperationLog::close);
            AccessLog accessLog = opened.add(AccessLog.open(config.accessLog(), metrics.registry()), AccessLog::close);
            KafkaReady kafka = opened.add(KafkaReady.open(config.kafka()), KafkaReady::close);
            readiness = opened.add(
                    Readiness.watch(List.of(kafka, new ReadsReady(config.analyticsUrl()))), Readiness::close);
            router = router(config);
            AccessHandler access = new AccessHandler(keys, metrics.refusals(), router);
            http = opened.add(
                    HttpServer.start(
                            config.server(),
                            metrics.refusals(),
                            new CorsHandler(config.allowedOrigins(), access),
                            List.of(metrics.requests(), accessLog)),
                    HttpServer::close);
        } catch (RuntimeException e) {
            opened.close();
            throw e;
        }
        metrics.show(http);
    }

    /**
     * Starts to listen; Kafka need not be there yet.
     *
     * @throws ConfigurationException if it cannot listen there, the API keys break a rule, or no broker's name is known
     */
    public static IngestServer start(IngestConfig config) {
        ExposureWarning.logIfNeeded(config.server().listen(), config.access());
        return new IngestServer(config);
    }

    private Router router(IngestConfig config) {
        BodyParser bodies = new BodyParser(new FieldRules(config.eventNames()), Clock.systemUTC());
        Router router = new Router();
        HealthRoutes.addTo(router);
        readiness.addTo(router);
        metrics.addTo(router);
        ByteBudget heldBodies = new ByteBudget(config.kafka().maxInFlightBytes());
        WriteMetrics writes = new WriteMetrics(metrics.registry());
        new WriteRoutes(bodies, log, config.maxBodyBytes(), heldBodies, config.batches(), config.bodyTimeout(), writes)
                .addTo(router);
        new ReadForwarder(config.analyticsUrl()).addTo(router);
        new DocsRoutes().addTo(router);
        return router;
    }

    public int port() {
        return http.port();
    }

    /** Every route that it answers. */
    public List<Router.Route> routes() {
        return router.routes();
    }

    /** Finishes the requests under way, then closes. */
    @Override
    public void close() {
        // Before the requests under way are finished, so that no new ones are sent here meanwhile.
        readiness.close();
        opened.close();
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
