package dev.eventlane.localstack.service;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.eventlane.localstack.LocalStackException;
import dev.eventlane.localstack.flink.JobProgram;
import dev.eventlane.localstack.flink.SubmittedJob;
import dev.eventlane.localstack.layout.FileTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Flink's files.
 *
 * @param root the folder of all of them
 */
public record FlinkStorage(Path root) {
    private static final Logger LOG = LoggerFactory.getLogger(FlinkStorage.class);
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String METADATA = "_metadata";

    /** Flink writes one such file per job that it will recover, and deletes it when the job has ended for good. */
    private static final String EXECUTION_PLAN = "submittedExecutionPlan";

    /** Says what the job is that the JobManager was given last. */
    private static final String SUBMITTED_JOB = "submitted-job";

    private static final String JOB_BEFORE = "job-before-upgrade";

    private static final int DEPTH = 6;

    /** The last one, and one more for whoever wants to go back. */
    private static final int SAVEPOINTS_KEPT = 2;

    /** Creates the folders that Flink expects to be there. */
    void create() {
        try {
            for (String folder : new String[] {"ha", "checkpoints", "savepoints", "upload", "tmp"}) {
                Files.createDirectories(root.resolve(folder));
            }
        } catch (IOException e) {
            throw new LocalStackException("%s cannot be written: %s".formatted(root, e.getMessage()), e);
        }
    }

    /** What is known of jobs that have ended. */
    JobResults jobResults() {
        return new JobResults(root.resolve("ha/job-result-store"));
    }

    /** Where savepoints go. */
    public Path savepoints() {
        return root.resolve("savepoints");
    }

    /** Whether the JobManager will bring a job back by itself. */
    public boolean remembersJob() {
        return newest(root.resolve("ha"), file -> name(file).startsWith(EXECUTION_PLAN))
                .isPresent();
    }

    /** Whether the job that the JobManager was given last is another one than this. */
    public boolean remembersOtherJobThan(JobProgram program) {
        return remembersJob()
                && submitted()
                        .filter(job -> job.fingerprint().equals(program.fingerprint()))
                        .isEmpty();
    }

    /** Notes which job the JobManager is given now. */
    public void submitting(SubmittedJob job) {
        write(SUBMITTED_JOB, job);
    }

    /** The job that the JobManager was given last; empty when that is not known. */
    public Optional<SubmittedJob> submitted() {
        return read(SUBMITTED_JOB);
    }

    /** Notes the job that another one takes the place of, until it is known that the other one works. */
    public void replacing(SubmittedJob before) {
        write(JOB_BEFORE, before);
    }

    /** The job before one of which it is not known yet whether it works: an upgrade was cut short, or its event is late. */
    public Optional<SubmittedJob> replaced() {
        return read(JOB_BEFORE);
    }

    /** The job that the JobManager was given last works. */
    public void confirm() {
        try {
            Files.deleteIfExists(root.resolve(JOB_BEFORE));
        } catch (IOException e) {
            throw new LocalStackException("%s cannot be written: %s".formatted(root, e.getMessage()), e);
        }
    }

    private void write(String name, SubmittedJob job) {
        Path file = root.resolve(name);
        Path next = root.resolve(name + ".next");
        try {
            MAPPER.writeValue(next.toFile(), job);
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new LocalStackException("%s cannot be written: %s".formatted(root, e.getMessage()), e);
        }
    }

    private Optional<SubmittedJob> read(String name) {
        Path file = root.resolve(name);
        try {
            return Files.exists(file)
                    ? Optional.of(MAPPER.readValue(file.toFile(), SubmittedJob.class))
                    : Optional.empty();
        } catch (IOException e) {
            LOG.warn("{} cannot be read: the job of it counts as another one", file, e);
            return Optional.empty();
        }
    }

    /** Deletes the checkpoints of a job that nothing goes on from. */
    public void deleteCheckpoints(String jobId) {
        FileTree.delete(root.resolve("checkpoints").resolve(jobId));
    }

    /** Makes the JobManager forget its job, whose snapshots stay; only while neither it nor ZooKeeper runs. */
    public void forgetJob() {
        FileTree.delete(root.resolve("ha"));
    }

    /** The newest savepoint or checkpoint that is complete, by its path; empty when there is none. */
    public Optional<Path> newestSnapshot() {
        return Stream.of("savepoints", "checkpoints")
                .flatMap(kind -> newest(root.resolve(kind), file -> name(file).equals(METADATA)).stream())
                .max(Comparator.comparing(FlinkStorage::modified))
                .map(Path::getParent);
    }

    /** Savepoints that are complete, the newest first. */
    private List<Path> completeSavepoints() {
        return children(savepoints()).stream()
                .filter(savepoint -> Files.exists(savepoint.resolve(METADATA)))
                .sorted(Comparator.comparing((Path savepoint) -> modified(savepoint.resolve(METADATA)))
                        .reversed())
                .toList();
    }

    /**
     * Deletes what no later start goes on from: all checkpoints, and all savepoints but the newest two. Only after a stop with a
     * savepoint, which holds all state by itself; nothing is deleted when it is not there, or when the job may come back.
     *
     * @param savepoint the one that was just made
     * @return how many savepoints were deleted
     */
    public int deleteObsolete(Path savepoint) {
        List<Path> complete = completeSavepoints();
        if (!complete.contains(savepoint) || remembersJob()) {
            return 0;
        }
        List<Path> older = complete.stream().skip(SAVEPOINTS_KEPT).toList();
        older.forEach(FileTree::delete);
        children(root.resolve("checkpoints")).forEach(FileTree::delete);
        return older.size();
    }

    /**
     * Deletes all savepoints but the newest two and the one that this job went on from. Only when it has completed a checkpoint:
     * then it needs none of them any more.
     *
     * @return how many were deleted
     */
    public int deleteOldSavepoints(SubmittedJob running) {
        List<Path> older = completeSavepoints().stream()
                .skip(SAVEPOINTS_KEPT)
                .filter(savepoint -> !savepoint.equals(running.snapshot()))
                .toList();
        older.forEach(FileTree::delete);
        return older.size();
    }

    private static List<Path> children(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> children = Files.list(folder)) {
            return children.toList();
        } catch (IOException e) {
            throw new LocalStackException("%s cannot be read: %s".formatted(folder, e.getMessage()), e);
        }
    }

    private static Optional<Path> newest(Path folder, Predicate<Path> wanted) {
        if (!Files.isDirectory(folder)) {
            return Optional.empty();
        }
        try (Stream<Path> files = Files.walk(folder, DEPTH)) {
            return files.filter(wanted).max(Comparator.comparing(FlinkStorage::modified));
        } catch (IOException e) {
            throw new LocalStackException("%s cannot be read: %s".formatted(folder, e.getMessage()), e);
        }
    }

    private static long modified(Path file) {
        return file.toFile().lastModified();
    }

    private static String name(Path file) {
        return file.getFileName().toString();
    }
}
