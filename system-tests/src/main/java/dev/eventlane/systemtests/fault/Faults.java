package dev.eventlane.systemtests.fault;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** Everything that is done to a stack. */
public final class Faults {
    /** What a stack consists of. */
    public static final List<String> PROCESSES =
            List.of("taskmanager", "jobmanager", "kafka", "clickhouse", "http-ingest", "analytics-api", "zookeeper");

    private static final List<String> PAUSED =
            List.of("taskmanager", "jobmanager", "clickhouse", "kafka", "http-ingest");
    private static final Duration PAUSE = Duration.ofSeconds(30);

    private Faults() {}

    public static List<Fault> kills() {
        return PROCESSES.stream().<Fault>map(Kill::new).toList();
    }

    /** Inserts of which the job cannot know what became of them. */
    public static List<Fault> ambushes() {
        return List.of(AmbushedInsert.values());
    }

    /** ClickHouse lives and takes no rows. */
    public static List<Fault> refusals() {
        return List.of(
                new RefusedInserts("too many parts", "TOO_MANY_PARTS", new TooManyParts()),
                new RefusedInserts("memory limit", "MEMORY_LIMIT_EXCEEDED", new InsertSetting("max_memory_usage=1000")),
                new RefusedInserts("read-only user", "READONLY", new InsertSetting("readonly=1")));
    }

    /** Disks on which nothing can be stored: real ones where this process can mount them, else something like it that anyone can do. */
    public static List<Fault> disks() {
        return Mounts.arePrivate()
                ? List.of(
                        new FullCheckpointDisk(),
                        new RefusedInserts("read-only disk", "Code: 1001", new ReadOnlyDisk()))
                : List.of(new UnwritableCheckpoints());
    }

    public static Fault pause(String process, Duration duration) {
        return new Pause(process, duration);
    }

    public static List<Fault> all() {
        Stream<Fault> pauses = PAUSED.stream().map(process -> pause(process, PAUSE));
        return Stream.of(kills().stream(), ambushes().stream(), refusals().stream(), disks().stream(), pauses)
                .flatMap(faults -> faults)
                .toList();
    }
}
