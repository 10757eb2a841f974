package dev.eventlane.localstack.flink;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What a job is.
 *
 * @param jar the program
 * @param arguments such as {@code --kafka-topic=events}
 * @param parallelism how many subtasks each of its operators has
 */
public record JobProgram(Path jar, List<String> arguments, int parallelism) {
    public JobProgram {
        arguments = List.copyOf(arguments);
    }

    /** The same for the same program with the same arguments, wherever its jar lies. */
    public String fingerprint() {
        List<String> all = new ArrayList<>(arguments);
        all.add("parallelism " + parallelism);
        return JobFingerprint.of(jar, all);
    }
}
