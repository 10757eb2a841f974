package dev.eventlane.job.clickhouse.internal;

import java.util.UUID;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.connector.sink2.InitContext;

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

    static SinkSubtask of(UUID sink, InitContext context) {
        return new SinkSubtask(
                sink,
                context.getJobInfo().getJobId(),
                context.getTaskInfo().getIndexOfThisSubtask(),
                context.getTaskInfo().getAttemptNumber());
    }
}
