package dev.eventlane.job;

import dev.eventlane.core.config.Settings;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** The program that a Flink cluster is given: {@code flink run} and the REST API start it. */
public final class EventlaneJob {
    /** The job's name in the web UI and in metrics. */
    public static final String NAME = "eventlane";

    private EventlaneJob() {}

    public static void main(String[] arguments) throws Exception {
        JobConfig config = JobConfig.from(Settings.of(System.getenv(), arguments));
        StreamExecutionEnvironment environment = StreamExecutionEnvironment.getExecutionEnvironment();
        define(environment, config);
        environment.execute(NAME);
    }

    /** Gives the environment the whole job, as it is submitted. */
    public static void define(StreamExecutionEnvironment environment, JobConfig config) {
        JobDefaults.applyTo(environment, config.flushInterval());
        Pipeline.build(environment, config);
    }
}
