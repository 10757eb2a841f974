package dev.eventlane.localstack.service;

import dev.eventlane.localstack.flink.FlinkRest;
import dev.eventlane.localstack.process.Launch;
import java.util.ArrayList;
import java.util.List;

/** The process in which the job runs. */
public record TaskManager(FlinkCluster cluster, JobManager jobManager) implements Service {
    @Override
    public String name() {
        return "taskmanager";
    }

    /** None that others know: it chooses its ports and tells the JobManager. */
    @Override
    public int port() {
        return 0;
    }

    @Override
    public void prepare() {
        cluster.prepare();
        cluster.storage().create();
    }

    @Override
    public Launch launch() {
        List<String> jvmOptions = new ArrayList<>(TaskMemory.ofLocalStack().jvmOptions());
        jvmOptions.add("-XX:+UseG1GC");
        return cluster.launch(
                name(),
                "org.apache.flink.runtime.taskexecutor.TaskManagerRunner",
                jvmOptions,
                cluster.metrics().taskManager(),
                List.of());
    }

    /** When it has offered its slots to the JobManager. */
    @Override
    public boolean isReady() {
        return new FlinkRest(jobManager.address()).hasTaskManager();
    }
}
