package dev.eventlane.localstack.supervise;

import dev.eventlane.localstack.Progress;
import dev.eventlane.localstack.flink.JobProgram;
import dev.eventlane.localstack.layout.DataFolder;
import dev.eventlane.localstack.layout.FileTree;
import dev.eventlane.localstack.service.FlinkStorage;
import java.io.File;

/** What the JobManager knows of its job when it comes back: the plan is a file of Flink's, the way to it is in ZooKeeper. */
final class JobMemory {
    private final DataFolder folder;
    private final Progress progress;

    JobMemory(DataFolder folder, Progress progress) {
        this.folder = folder;
        this.progress = progress;
    }

    /**
     * Makes the JobManager forget its job where it would bring back another one than is wanted, or none: the job then goes on
     * from its last snapshot, as it does after an orderly stop. Only while neither the JobManager nor ZooKeeper runs.
     *
     * @param wanted its program, settings and addresses
     */
    void forgetUnless(JobProgram wanted) {
        FlinkStorage storage = new FlinkStorage(folder.data("flink"));
        if (!storage.remembersJob()) {
            return;
        }
        if (!zooKeeperHasData()) {
            progress.say("ZooKeeper's data is gone, and with it the way to the JobManager's job");
            storage.forgetJob();
        } else if (storage.remembersOtherJobThan(wanted)) {
            progress.say("the job's program or settings have changed");
            FileTree.delete(folder.data("zookeeper"));
            storage.forgetJob();
        }
    }

    /** Beside this folder lies a file that is written at every start. */
    private boolean zooKeeperHasData() {
        String[] transactions = new File(folder.data("zookeeper").toFile(), "version-2").list();
        return transactions != null && transactions.length > 0;
    }
}
