package dev.eventlane.localstack.service;

import java.util.List;
import java.util.Map;

/**
 * How the memory of a TaskManager is divided, in MiB. Flink's start scripts compute this with a JVM of its own; here it
 * is said once and handed to both the configuration and the JVM.
 *
 * @param frameworkHeap Flink itself
 * @param taskHeap the job's objects
 * @param frameworkOffHeap Flink's buffers
 * @param network between tasks
 * @param managed RocksDB
 * @param metaspace classes
 * @param overhead what the JVM itself takes
 */
record TaskMemory(
        int frameworkHeap, int taskHeap, int frameworkOffHeap, int network, int managed, int metaspace, int overhead) {

    static TaskMemory ofLocalStack() {
        return new TaskMemory(128, 640, 128, 64, 512, 192, 128);
    }

    Map<String, String> places() {
        return Map.of(
                "FRAMEWORK_HEAP", Integer.toString(frameworkHeap),
                "TASK_HEAP", Integer.toString(taskHeap),
                "FRAMEWORK_OFF_HEAP", Integer.toString(frameworkOffHeap),
                "NETWORK", Integer.toString(network),
                "MANAGED", Integer.toString(managed),
                "METASPACE", Integer.toString(metaspace),
                "OVERHEAD", Integer.toString(overhead));
    }

    List<String> jvmOptions() {
        return List.of(
                "-Xmx" + (frameworkHeap + taskHeap) + "m",
                "-XX:MaxDirectMemorySize=" + (frameworkOffHeap + network) + "m",
                "-XX:MaxMetaspaceSize=" + metaspace + "m");
    }
}
