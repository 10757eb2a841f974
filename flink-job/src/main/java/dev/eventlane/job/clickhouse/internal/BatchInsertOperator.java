package dev.eventlane.job.clickhouse.internal;

import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.apache.flink.api.common.JobInfo;
import org.apache.flink.api.common.TaskInfo;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.core.memory.DataInputViewStreamWrapper;
import org.apache.flink.core.memory.DataOutputViewStreamWrapper;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.runtime.state.OperatorStateCheckpointOutputStream;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StatePartitionStreamProvider;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.runtime.state.StateSnapshotContextSynchronousImpl;
import org.apache.flink.streaming.api.connector.sink2.CommittableMessage;
import org.apache.flink.streaming.api.connector.sink2.CommittableWithLineage;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Keeps frozen batches in the checkpoint and inserts them when it is complete: what Flink's committer does, for a fraction
 * of the cost. That one copies its state some ten times and then writes it byte by byte, which is more work than all the
 * sink does for a row otherwise (measured). Here a batch goes to the checkpoint's stream as it is.
 *
 * <p>Each batch is a partition of the state, so a change of parallelism deals them out anew; which subtask inserts a batch
 * does not matter. The batches of one checkpoint are inserted before any of the next.
 */
final class BatchInsertOperator extends AbstractStreamOperator<CommittableMessage<InsertCommittable>>
        implements OneInputStreamOperator<CommittableMessage<InsertCommittable>, CommittableMessage<InsertCommittable>>,
                BoundedOneInput {

    private static final long serialVersionUID = 1L;

    private final CommitterFactory committers;

    /** By the checkpoint that they wait for. */
    private transient NavigableMap<Long, List<InsertCommittable>> batches;

    private transient ClickHouseCommitter committer;

    BatchInsertOperator(CommitterFactory committers) {
        this.committers = committers;
    }

    /** Makes what inserts, where the operator runs. */
    @FunctionalInterface
    interface CommitterFactory extends Serializable {
        ClickHouseCommitter create(JobInfo job, TaskInfo task, MetricGroup metrics);
    }

    /** Restored batches are inserted here: before any row is read again, and so before any newer one. */
    @Override
    public void initializeState(StateInitializationContext context) throws Exception {
        super.initializeState(context);
        batches = new TreeMap<>();
        committer = committers.create(
                getRuntimeContext().getJobInfo(), getRuntimeContext().getTaskInfo(), getMetricGroup());
        committer.insert(restored(context));
    }

    private static Collection<InsertCommittable> restored(StateInitializationContext context) throws IOException {
        List<InsertCommittable> restored = new ArrayList<>();
        for (StatePartitionStreamProvider partition : context.getRawOperatorStateInputs()) {
            try (InputStream in = partition.getStream()) {
                restored.add(InsertCommittableSerializer.read(new DataInputViewStreamWrapper(in)));
            }
        }
        return restored;
    }

    /** Nothing goes on to Flink's committer, which has nothing to do then. */
    @Override
    public void processElement(StreamRecord<CommittableMessage<InsertCommittable>> element) {
        if (element.getValue() instanceof CommittableWithLineage<InsertCommittable> message) {
            batches.computeIfAbsent(message.getCheckpointId(), checkpoint -> new ArrayList<>())
                    .add(message.getCommittable());
        }
    }

    @Override
    public void snapshotState(StateSnapshotContext context) throws Exception {
        super.snapshotState(context);
        if (batches.isEmpty()) {
            return;
        }
        OperatorStateCheckpointOutputStream out = context.getRawOperatorStateOutput();
        try {
            write(out);
        } catch (IOException e) {
            giveUp(context, e);
        }
    }

    private void write(OperatorStateCheckpointOutputStream out) throws IOException {
        DataOutputViewStreamWrapper view = new DataOutputViewStreamWrapper(out);
        for (List<InsertCommittable> ofOneCheckpoint : batches.values()) {
            for (InsertCommittable batch : ofOneCheckpoint) {
                out.startNewPartition();
                InsertCommittableSerializer.write(batch, view);
            }
        }
    }

    /**
     * The disk of the checkpoints may be full. An exception from here would fail the job; a stream that is closed already
     * when Flink comes for it fails this checkpoint only.
     */
    private static void giveUp(StateSnapshotContext context, IOException cause) throws IOException {
        if (!(context instanceof StateSnapshotContextSynchronousImpl ofFlink)) {
            throw cause;
        }
        LOG.warn("Checkpoint {} is given up: its batches cannot be written", context.getCheckpointId(), cause);
        try {
            ofFlink.closeExceptionally();
        } catch (IOException e) {
            LOG.debug("The stream that could not be written could not be closed either", e);
        }
    }

    @Override
    public void notifyCheckpointComplete(long checkpoint) throws Exception {
        super.notifyCheckpointComplete(checkpoint);
        insertUpTo(checkpoint);
    }

    /** With checkpoints, a last one follows. */
    @Override
    public void endInput() throws IOException, InterruptedException {
        if (!CheckpointingOptions.isCheckpointingEnabled(getContainingTask().getJobConfiguration())) {
            insertUpTo(Long.MAX_VALUE);
        }
    }

    private void insertUpTo(long checkpoint) throws IOException, InterruptedException {
        Iterator<List<InsertCommittable>> complete =
                batches.headMap(checkpoint, true).values().iterator();
        while (complete.hasNext()) {
            committer.insert(complete.next());
            complete.remove();
        }
    }

    @Override
    public void close() throws Exception {
        try (AutoCloseable ofFlink = super::close;
                ClickHouseCommitter ofSink = committer) {
            // Both, whichever fails.
        }
    }
}
