package dev.eventlane.job.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.eventlane.core.clickhouse.ClickHouseConnection;
import dev.eventlane.core.config.Secret;
import dev.eventlane.core.event.EventFields;
import dev.eventlane.core.event.EventKey;
import dev.eventlane.core.event.FloatVector;
import dev.eventlane.core.migration.Migrator;
import dev.eventlane.job.clickhouse.ClickHouseExtension;
import dev.eventlane.job.lifecycle.EventState.Deleted;
import dev.eventlane.job.lifecycle.EventState.Live;
import dev.eventlane.job.lifecycle.EventState.Stored;
import dev.eventlane.job.lifecycle.OperationIds;
import dev.eventlane.job.rows.EventRow;
import dev.eventlane.job.rows.EventRowEncoder;
import dev.eventlane.job.rows.EventRowSerializer;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What the sink has written comes back as the state that it was written from. */
class ClickHouseArchiveITCase {
    @RegisterExtension
    static final ClickHouseExtension CLICKHOUSE = new ClickHouseExtension();

    private static final EventFields FULL = new EventFields(
            "{\"a\": 1}",
            "name",
            "source",
            "user",
            -0.5,
            "error ü",
            2.25,
            "in\n\u0000",
            "out",
            FloatVector.of(1.5f, -2),
            FloatVector.of(Float.MIN_VALUE),
            "{\"b\":[1]}");
    private static final long CREATED = 1_774_612_800_123L;
    private static final long VERSION = 1_800_000_000_000L * 1024 + 3;

    @BeforeAll
    static void makeTables() throws Exception {
        new Migrator(connection()).migrate();
    }

    @Test
    void the_newest_version_comes_back_whole() throws Exception {
        EventKey full = key(1);
        EventKey bare = key(2);
        EventKey deleted = key(3);
        EventKey other = new EventKey("other", full.eventId());
        write(List.of(
                new EventRow(full, live(VERSION, FULL)),
                new EventRow(bare, live(VERSION, EventFields.DEFAULTS)),
                new EventRow(deleted, live(VERSION, FULL)),
                new EventRow(other, live(VERSION + 5, EventFields.DEFAULTS))));
        Stored newer = live(VERSION + 1, FULL.with(EventFields.DEFAULTS));
        Stored tombstone = new Deleted(VERSION + 1, "conv", CREATED, CREATED + 9, OperationIds.NONE);
        write(List.of(new EventRow(bare, newer), new EventRow(deleted, tombstone)));

        try (ClickHouseArchive archive = new ClickHouseArchive(connection())) {
            assertThat(find(archive, full, bare, deleted, other, key(4)))
                    .containsExactlyInAnyOrderEntriesOf(Map.of(
                            full,
                            Optional.of(live(VERSION, FULL)),
                            bare,
                            Optional.of(newer),
                            deleted,
                            Optional.of(tombstone),
                            other,
                            Optional.of(live(VERSION + 5, EventFields.DEFAULTS)),
                            key(4),
                            Optional.empty()));
        }
    }

    @Test
    void many_at_once_are_answered_each_with_its_own() throws Exception {
        List<EventRow> rows = new ArrayList<>();
        for (int i = 100; i < 1_100; i++) {
            rows.add(new EventRow(key(i), live(VERSION + i, FULL)));
        }
        write(rows);

        try (ClickHouseArchive archive = new ClickHouseArchive(connection())) {
            Map<EventKey, Optional<Stored>> found =
                    find(archive, rows.stream().map(EventRow::key).toArray(EventKey[]::new));

            for (EventRow row : rows) {
                assertThat(found).containsEntry(row.key(), Optional.of(row.state()));
            }
        }
    }

    @Test
    void while_it_cannot_be_asked_it_is_asked_again() throws Exception {
        write(List.of(new EventRow(key(5), live(VERSION, FULL))));
        CLICKHOUSE.query("RENAME TABLE events TO events_away");
        try (ClickHouseArchive archive = new ClickHouseArchive(connection())) {
            CompletableFuture<Optional<Stored>> answer = archive.find(key(5));
            await().during(Duration.ofMillis(1_500)).until(() -> !answer.isDone());
            CLICKHOUSE.query("RENAME TABLE events_away TO events");

            assertThat(answer.get(30, TimeUnit.SECONDS)).contains(live(VERSION, FULL));
        }
    }

    @Test
    void when_it_is_closed_nobody_waits_any_more() throws Exception {
        CLICKHOUSE.query("RENAME TABLE events TO events_away");
        CompletableFuture<Optional<Stored>> answer;
        CompletableFuture<Optional<Stored>> other;
        try (ClickHouseArchive archive = new ClickHouseArchive(connection())) {
            answer = archive.find(key(1));
            other = archive.find(key(2));
        } finally {
            CLICKHOUSE.query("RENAME TABLE events_away TO events");
        }

        assertThat(answer).failsWithin(Duration.ofSeconds(30));
        assertThat(other).failsWithin(Duration.ofSeconds(30));
    }

    private static Map<EventKey, Optional<Stored>> find(ClickHouseArchive archive, EventKey... keys) throws Exception {
        Map<EventKey, CompletableFuture<Optional<Stored>>> asked = new LinkedHashMap<>();
        for (EventKey key : keys) {
            asked.put(key, archive.find(key));
        }
        Map<EventKey, Optional<Stored>> found = new LinkedHashMap<>();
        for (var question : asked.entrySet()) {
            found.put(question.getKey(), question.getValue().get(30, TimeUnit.SECONDS));
        }
        return found;
    }

    private static void write(List<EventRow> rows) throws Exception {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.createLocalEnvironment(1);
        env.enableCheckpointing(200);
        env.fromData(rows, EventRowSerializer.TYPE)
                .sinkTo(CLICKHOUSE.sink(new EventRowEncoder()).build())
                .uid("sink");
        env.execute();
    }

    private static Live live(long version, EventFields fields) {
        return new Live(version, "conv", CREATED, CREATED + 7, fields, OperationIds.NONE);
    }

    private static EventKey key(long number) {
        return new EventKey("default", new UUID(1, number));
    }

    private static ClickHouseConnection connection() {
        return new ClickHouseConnection(
                URI.create(CLICKHOUSE.endpoint()),
                ClickHouseExtension.DATABASE,
                CLICKHOUSE.server().adminUser(),
                new Secret(CLICKHOUSE.server().adminPassword()));
    }
}
