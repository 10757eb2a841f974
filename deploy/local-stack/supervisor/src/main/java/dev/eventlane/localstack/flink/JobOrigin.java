package dev.eventlane.localstack.flink;

import java.nio.file.Path;
import java.util.Optional;

/** Where the job of a start comes from. */
public sealed interface JobOrigin {
    /** One line for whoever starts the stack. */
    String description();

    /** Whether the JobManager has to be given the job. */
    default boolean submits() {
        return this instanceof Snapshot || this instanceof Nothing;
    }

    /** The savepoint or checkpoint that it goes on from when it is submitted. */
    default Optional<Path> snapshot() {
        return this instanceof Snapshot from ? Optional.of(from.path()) : Optional.empty();
    }

    /** It ran already. */
    record AlreadyRunning() implements JobOrigin {
        @Override
        public String description() {
            return "the job runs already";
        }
    }

    /** The JobManager remembers it and brings it back by itself; a second one would write everything twice. */
    record Remembered() implements JobOrigin {
        @Override
        public String description() {
            return "the JobManager brings back the job that it remembers";
        }
    }

    /** It goes on from this savepoint or checkpoint. */
    record Snapshot(Path path) implements JobOrigin {
        @Override
        public String description() {
            return "the job goes on from " + path;
        }
    }

    /** There was none before. */
    record Nothing() implements JobOrigin {
        @Override
        public String description() {
            return "the job starts for the first time";
        }
    }

    /**
     * Decides.
     *
     * @param live whether the JobManager shows a job that has not ended
     * @param remembered whether the JobManager's memory holds one
     * @param snapshot the newest savepoint or checkpoint
     */
    static JobOrigin of(boolean live, boolean remembered, Optional<Path> snapshot) {
        if (live) {
            return new AlreadyRunning();
        }
        if (remembered) {
            return new Remembered();
        }
        return snapshot.<JobOrigin>map(Snapshot::new).orElseGet(Nothing::new);
    }
}
