package dev.eventlane.localstack.service;

import dev.eventlane.localstack.process.Launch;
import dev.eventlane.localstack.process.Loopback;
import java.net.URI;
import java.util.List;

/** Flink's JobManager, with the web UI. */
public record JobManager(FlinkCluster cluster) implements Service {
    private static final List<String> JVM_OPTIONS =
            List.of("-Xmx384m", "-XX:MaxMetaspaceSize=256m", "-XX:+UseSerialGC");

    @Override
    public String name() {
        return "jobmanager";
    }

    @Override
    public int port() {
        return cluster.restPort();
    }

    /** The address of the web UI and the REST API. */
    public URI address() {
        return URI.create("http://" + Loopback.HOST + ":" + port());
    }

    @Override
    public void prepare() {
        cluster.prepare();
        cluster.storage().create();
        cluster.storage().jobResults().deleteWithoutApplication();
    }

    @Override
    public Launch launch() {
        return cluster.launch(
                name(),
                "org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint",
                JVM_OPTIONS,
                cluster.metrics().jobManager(),
                List.of("--executionMode", "cluster"));
    }

    /** The REST API is up before there is a leader; jobs can be asked for only when there is one. */
    @Override
    public boolean isReady() {
        return Loopback.answers(address().resolve("/jobs/overview"));
    }
}
