package dev.eventlane.systemtests.fault;

import static org.awaitility.Awaitility.await;

import dev.eventlane.localstack.layout.DataFolder;
import dev.eventlane.systemtests.ModelledStack;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** ClickHouse lives and takes no rows. */
final class RefusedInserts implements Fault {
    private static final Duration BOUND = Duration.ofSeconds(60);
    private static final long HELD_SECONDS = 3;

    private final String title;
    private final String error;
    private final Refusal refusal;

    /**
     * Describes one way.
     *
     * @param error what the job must be told, as it stands in its log
     */
    RefusedInserts(String title, String error, Refusal refusal) {
        this.title = title;
        this.error = error;
        this.refusal = refusal;
    }

    /** How it comes about. */
    interface Refusal {
        void begin(ModelledStack stack);

        void end(ModelledStack stack);
    }

    @Override
    public String title() {
        return title;
    }

    @Override
    public void strike(ModelledStack stack) throws InterruptedException {
        LogWatch job = LogWatch.from(new DataFolder(stack.stack().config().dataFolder()).log("taskmanager"));
        refusal.begin(stack);
        try {
            await(title).atMost(BOUND).until(() -> job.has(error));
            TimeUnit.SECONDS.sleep(HELD_SECONDS);
        } finally {
            refusal.end(stack);
        }
    }
}
