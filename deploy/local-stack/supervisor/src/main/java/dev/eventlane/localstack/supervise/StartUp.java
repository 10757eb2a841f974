package dev.eventlane.localstack.supervise;

import dev.eventlane.localstack.Progress;
import dev.eventlane.localstack.flink.JobOrigin;
import dev.eventlane.localstack.flink.JobProgram;
import dev.eventlane.localstack.flink.JobStart;
import dev.eventlane.localstack.flink.SubmittedJob;
import dev.eventlane.localstack.service.FlinkStorage;
import dev.eventlane.localstack.service.Topic;
import dev.eventlane.localstack.service.Topics;
import dev.eventlane.localstack.supervise.Steps.Step;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts the servers of a stack, each as soon as it can, then the job. */
final class StartUp {
    private static final Logger LOG = LoggerFactory.getLogger(StartUp.class);
    private static final int PARTITIONS = 6;
    private static final Duration STEPS_END = Duration.ofSeconds(10);

    private final Topology topology;
    private final Supervision supervision;
    private final Progress progress;

    StartUp(Topology topology, Supervision supervision, Progress progress) {
        this.topology = topology;
        this.supervision = supervision;
        this.progress = progress;
    }

    /** Returns when all of it runs; fails with the first thing that went wrong. */
    void run() {
        ExecutorService executor = Executors.newCachedThreadPool();
        try {
            run(new Steps(executor, progress));
        } finally {
            executor.shutdownNow();
            // After a failure, nothing may be started behind the back of whoever cleans up.
            awaitEnd(executor);
        }
    }

    private static void awaitEnd(ExecutorService executor) {
        try {
            if (!executor.awaitTermination(STEPS_END.toSeconds(), TimeUnit.SECONDS)) {
                LOG.warn("steps of the start still run {} s after they were interrupted", STEPS_END.toSeconds());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run(Steps steps) {
        forgetJobIfNotWanted();
        Step zooKeeper = server(steps, "zookeeper");
        Step clickHouse = server(steps, "clickhouse");
        Step kafka = server(steps, "kafka");
        Step jobManager = server(steps, "jobmanager", zooKeeper);
        // Needs the JobManager only to become ready: it may load its classes at the same time.
        Step taskManager = server(steps, "taskmanager", zooKeeper);
        Step topics = steps.step("topics there", this::createTopics, kafka);
        Step tables = steps.step("tables there", () -> topology.migrations().run(), clickHouse);
        server(steps, "prometheus");
        server(steps, "analytics-api", tables);
        server(steps, "http-ingest", topics);
        steps.step("job running", this::startJob, jobManager, taskManager, topics, tables);
        steps.await();
    }

    private Step server(Steps steps, String name, Step... after) {
        return supervision.owns(name)
                ? steps.step(name + " ready", () -> supervision.process(name).start(), after)
                : Step.none();
    }

    private void createTopics() {
        String topic = topology.config().topic();
        List<Topic> topics = List.of(
                Topic.ofOperations(topic, PARTITIONS),
                Topic.ofDeadLetters(topology.config().deadLetterTopic()));
        if (supervision.owns("kafka")) {
            topology.kafka().createTopics(topics);
        } else {
            Topics.create(topology.kafkaBrokers(), topics);
        }
    }

    private void forgetJobIfNotWanted() {
        if (isStartedHere("jobmanager") && isStartedHere("zookeeper")) {
            new JobMemory(topology.folder(), progress).forgetUnless(rememberedJob());
        }
    }

    /** Where other processes live on, the job is the one that ran beside them: an upgrade may have replaced it alone. */
    private JobProgram rememberedJob() {
        boolean goesOn = supervision.all().stream().anyMatch(SupervisedProcess::wasStarted);
        return Optional.of(topology.flinkCluster().storage())
                .filter(storage -> goesOn)
                .flatMap(FlinkStorage::submitted)
                .flatMap(SubmittedJob::runnable)
                .orElseGet(topology::jobProgram);
    }

    private boolean isStartedHere(String name) {
        return supervision.owns(name) && !supervision.process(name).wasStarted();
    }

    private void startJob() {
        FlinkStorage storage = topology.flinkCluster().storage();
        // A cluster that somebody else runs knows nothing of what our own JobManager remembers.
        boolean remembered = supervision.owns("jobmanager") && storage.remembersJob();
        JobOrigin origin = JobOrigin.of(topology.flink().liveJob().isPresent(), remembered, storage.newestSnapshot());
        progress.say(origin.description());
        JobStart start = new JobStart(topology.flink());
        if (!origin.submits()) {
            start.awaitRunning();
            return;
        }
        SubmittedJob job = SubmittedJob.of(topology.jobProgram(), origin.snapshot());
        storage.submitting(job);
        start.submit(job);
        start.awaitRunning(job);
    }
}
