package dev.eventlane.job.clickhouse.internal;

import java.util.UUID;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobInfo;
import org.apache.flink.api.common.TaskInfo;

/**
 * One running subtask of one sink: what its writer and its committer, which Flink makes apart from each other, have in
 * common.
 *
 * @param sink random; tells the sinks of one job apart
 * @param job the job
 * @param index the subtask's number
 * @param attempt grows with each restart of the task
 */
record SinkSubtask(UUID sink, JobID job, int index, int attempt) {

    static SinkSubtask of(UUID sink, JobInfo job, TaskInfo task) {
        return new SinkSubtask(sink, job.getJobId(), task.getIndexOfThisSubtask(), task.getAttemptNumber());
    }

    boolean isOfSinkOf(SinkSubtask other) {
        return sink.equals(other.sink) && job.equals(other.job);
    }
}
