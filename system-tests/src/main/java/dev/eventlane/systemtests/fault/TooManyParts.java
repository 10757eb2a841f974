package dev.eventlane.systemtests.fault;

import static org.awaitility.Awaitility.await;

import dev.eventlane.systemtests.ClickHouseSql;
import dev.eventlane.systemtests.ModelledStack;
import java.time.Duration;

/** Merges stand still and the table has all the parts that it may have. */
final class TooManyParts implements RefusedInserts.Refusal {
    private static final Duration BOUND = Duration.ofSeconds(60);

    @Override
    public void begin(ModelledStack stack) {
        ClickHouseSql sql = new ClickHouseSql(stack.stack().clickHouse());
        sql.query("SYSTEM STOP MERGES events");
        sql.query("ALTER TABLE events MODIFY SETTING parts_to_delay_insert = 1, parts_to_throw_insert = 1");
    }

    @Override
    public void end(ModelledStack stack) {
        ClickHouseSql sql = new ClickHouseSql(stack.stack().clickHouse());
        // Whoever killed the server meanwhile: the setting outlives it.
        await("the table takes rows again").atMost(BOUND).ignoreExceptions().until(() -> {
            sql.query("ALTER TABLE events RESET SETTING parts_to_delay_insert, parts_to_throw_insert");
            sql.query("SYSTEM START MERGES events");
            return true;
        });
    }
}
