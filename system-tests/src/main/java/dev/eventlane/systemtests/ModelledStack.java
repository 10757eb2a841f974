package dev.eventlane.systemtests;

import dev.eventlane.localstack.LocalStack;
import dev.eventlane.localstack.Progress;
import dev.eventlane.localstack.StackConfig;
import dev.eventlane.localstack.layout.DataFolder;
import dev.eventlane.systemtests.check.Verification;
import dev.eventlane.systemtests.fault.InsertProxy;
import dev.eventlane.systemtests.fault.Mounts;
import dev.eventlane.systemtests.model.OperationLog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** A stack of its own, on random ports, with everything that it takes to load, hurt and verify it. */
public final class ModelledStack implements AutoCloseable {
    /** Room for what a run of hours keeps in checkpoints. */
    private static final int CHECKPOINT_MEBIBYTES = 2048;

    private final LocalStack stack;
    private final InsertProxy proxy;
    private final OperationLog log;
    private final Verification verification;

    private ModelledStack(LocalStack stack, InsertProxy proxy) {
        this.stack = stack;
        this.proxy = proxy;
        this.log = new OperationLog(stack.kafkaBrokers(), stack.config().topic());
        this.verification = new Verification(log, new Client(stack.baseUrl()), new ClickHouseSql(stack.clickHouse()));
    }

    /** Returns when it is ready. */
    public static ModelledStack start(Path folder, Progress progress) {
        return start(folder, Map.of(), progress);
    }

    /**
     * Returns when it is ready.
     *
     * @param jobSettings such as {@code STATE_TTL}
     */
    public static ModelledStack start(Path folder, Map<String, String> jobSettings, Progress progress) {
        if (Mounts.arePrivate()) {
            Mounts.smallDisk(checkpoints(folder), CHECKPOINT_MEBIBYTES);
        }
        StackConfig random = StackConfig.onRandomPorts(folder);
        StackConfig config = random.withPorts(random.ports().chosen());
        for (Map.Entry<String, String> setting : jobSettings.entrySet()) {
            config = config.withJobSetting(setting.getKey(), setting.getValue());
        }
        InsertProxy proxy = InsertProxy.before(config.ports().clickHouse());
        try {
            // Only the job: readers and we go straight to the server.
            LocalStack stack = LocalStack.start(
                    config.withJobSetting("CLICKHOUSE_PORT", Integer.toString(proxy.port())), progress);
            return withLog(stack, proxy);
        } catch (RuntimeException e) {
            proxy.close();
            throw e;
        }
    }

    private static Path checkpoints(Path folder) {
        try {
            return Files.createDirectories(new DataFolder(folder).data("flink").resolve("checkpoints"));
        } catch (IOException e) {
            throw new UncheckedIOException("the folder of the checkpoints cannot be created", e);
        }
    }

    private static ModelledStack withLog(LocalStack stack, InsertProxy proxy) {
        try {
            return new ModelledStack(stack, proxy);
        } catch (RuntimeException e) {
            stack.close();
            throw e;
        }
    }

    public LocalStack stack() {
        return stack;
    }

    /** Between the job and ClickHouse. */
    public InsertProxy proxy() {
        return proxy;
    }

    public Verification verification() {
        return verification;
    }

    /** The job. */
    public FlinkStatus flink() {
        return new FlinkStatus(stack.flinkUrl());
    }

    @Override
    public void close() {
        log.close();
        stack.close();
        proxy.close();
        if (Mounts.arePrivate()) {
            Mounts.undo(checkpoints(stack.config().dataFolder()));
        }
    }
}
