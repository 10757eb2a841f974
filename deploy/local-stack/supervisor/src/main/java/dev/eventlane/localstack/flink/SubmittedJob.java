package dev.eventlane.localstack.flink;

import dev.eventlane.localstack.layout.Home;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;

/**
 * A job as it was handed to the JobManager.
 *
 * @param id chosen before it is handed over: if there is no answer, it tells whether the job is there
 * @param fingerprint of the program, which may be gone by now
 * @param snapshot the savepoint or checkpoint that it went on from; {@code null} = none
 */
public record SubmittedJob(String id, JobProgram program, String fingerprint, Path snapshot) {
    /** A job that is about to be handed over. */
    public static SubmittedJob of(JobProgram program, Optional<Path> snapshot) {
        String id = UUID.randomUUID().toString().replace("-", "");
        return new SubmittedJob(id, program, program.fingerprint(), snapshot.orElse(null));
    }

    /** Where the copy of the programs is that it was made from; empty if it is gone. */
    public Optional<Home> home() {
        return runnable().map(program -> Home.ofProgram(program.jar()));
    }

    /** The program, if it is still there to be started again. */
    public Optional<JobProgram> runnable() {
        return Files.exists(program.jar()) ? Optional.of(program) : Optional.empty();
    }
}
