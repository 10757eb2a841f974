package dev.eventlane.systemtests;

import dev.eventlane.localstack.LocalStack;
import dev.eventlane.localstack.Progress;
import dev.eventlane.localstack.StackConfig;
import dev.eventlane.systemtests.check.Verification;
import dev.eventlane.systemtests.model.OperationLog;
import java.nio.file.Path;

/** A stack of its own, on random ports, with everything that it takes to load, hurt and verify it. */
public final class ModelledStack implements AutoCloseable {
    private final LocalStack stack;
    private final OperationLog log;
    private final Verification verification;

    private ModelledStack(LocalStack stack) {
        this.stack = stack;
        this.log = new OperationLog(stack.kafkaBrokers(), stack.config().topic());
        this.verification = new Verification(log, new Client(stack.baseUrl()), new ClickHouseSql(stack.clickHouse()));
    }

    /** Returns when it is ready. */
    public static ModelledStack start(Path folder, Progress progress) {
        LocalStack stack = LocalStack.start(StackConfig.onRandomPorts(folder), progress);
        try {
            return new ModelledStack(stack);
        } catch (RuntimeException e) {
            stack.close();
            throw e;
        }
    }

    public LocalStack stack() {
        return stack;
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
    }
}
