package dev.eventlane.job.clickhouse;

import java.util.concurrent.atomic.AtomicInteger;
import org.apache.flink.connector.testframe.environment.MiniClusterTestEnvironment;
import org.apache.flink.connector.testframe.external.ExternalContextFactory;
import org.apache.flink.connector.testframe.junit.annotations.TestContext;
import org.apache.flink.connector.testframe.junit.annotations.TestEnv;
import org.apache.flink.connector.testframe.junit.annotations.TestSemantics;
import org.apache.flink.connector.testframe.testsuites.SinkTestSuiteBase;
import org.apache.flink.core.execution.CheckpointingMode;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Flink's own demands on a sink: savepoint and restart, scale up, scale down, metrics; in both guarantees. */
class ClickHouseSinkSuiteITCase extends SinkTestSuiteBase<String> {

    @RegisterExtension
    static final ClickHouseExtension CLICKHOUSE = new ClickHouseExtension();

    @TestSemantics
    final CheckpointingMode[] semantics = {CheckpointingMode.EXACTLY_ONCE, CheckpointingMode.AT_LEAST_ONCE};

    @TestEnv
    final MiniClusterTestEnvironment flink = new MiniClusterTestEnvironment();

    @TestContext
    final ExternalContextFactory<SuiteTable> tables = new ExternalContextFactory<>() {
        private final AtomicInteger number = new AtomicInteger();

        @Override
        public SuiteTable createExternalContext(String testName) {
            return new SuiteTable(CLICKHOUSE, "suite_" + number.incrementAndGet());
        }
    };
}
