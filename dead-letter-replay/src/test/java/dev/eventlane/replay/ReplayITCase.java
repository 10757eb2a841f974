package dev.eventlane.replay;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.eventlane.core.event.EventKey;
import dev.eventlane.core.operation.EnvelopeCodec;
import dev.eventlane.core.operation.EnvelopeHead;
import dev.eventlane.core.operation.Operation;
import dev.eventlane.replay.Entry.DeadLetter;
import dev.eventlane.replay.Entry.Position;
import dev.eventlane.replay.ReplayFixture.Ended;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReplayITCase {
    private static final UUID A = UUID.fromString("0195d6a0-0000-7000-8000-00000000000a");
    private static final UUID B = UUID.fromString("0195d6a0-0000-7000-8000-00000000000b");
    /** Of all dead letters that do not say another; not so old that ClickHouse forgets it at once. */
    private static long time;

    @TempDir
    static Path folder;

    private static ReplayFixture stack;

    @BeforeAll
    static void start() throws Exception {
        time = System.currentTimeMillis();
        stack = ReplayFixture.start(folder);
    }

    @AfterAll
    static void stop() {
        stack.close();
    }

    @BeforeEach
    void reset() throws Exception {
        stack.reset();
    }

    @Test
    void all_are_replayed_with_their_key_and_bytes_and_say_what_they_are() throws Exception {
        byte[] notText = {0, 1, (byte) 0xff, '{'};
        stack.bury("CREATE_MISSING", 2, 17, time, "default/" + A, delete("default", A));
        stack.bury("MALFORMED", 1, 4, time + 1, "k", notText);

        Ended ended = stack.run();

        assertThat(ended)
                .isEqualTo(new Ended(
                        0,
                        """
                        dead letters in %s: 2, CREATE_MISSING 1, MALFORMED 1
                        selected: 2
                        replayed before, so left out: 0
                        replayed: 2
                        """
                                .formatted(stack.deadLetterTopic()),
                        ""));
        ConsumerRecord<byte[], byte[]> delete = operationFrom(17);
        assertThat(delete.key()).isEqualTo(("default/" + A).getBytes(UTF_8));
        assertThat(delete.value()).isEqualTo(delete("default", A));
        assertThat(headers(delete))
                .isEqualTo(
                        Map.of("replay-of-topic", stack.topic(), "replay-of-partition", "2", "replay-of-offset", "17"));
        ConsumerRecord<byte[], byte[]> malformed = operationFrom(4);
        assertThat(malformed.key()).isEqualTo("k".getBytes(UTF_8));
        assertThat(malformed.value()).isEqualTo(notText);
        assertThat(stack.operations()).hasSize(2);
        assertThat(stack.shown())
                .containsExactly(
                        time + 1 + " " + stack.topic() + " 1 4 -> " + place(malformed),
                        time + " " + stack.topic() + " 2 17 -> " + place(delete));
    }

    @Test
    void those_of_one_event_are_replayed_in_the_order_in_which_they_were_accepted() throws Exception {
        // What found no room to wait came to the dead letters first.
        stack.bury("TOO_MANY_WAITING", 0, 3, time, "default/" + A, delete("default", A));
        stack.bury("CREATE_MISSING", 0, 2, time, "default/" + B, delete("default", B));
        stack.bury("CREATE_MISSING", 0, 1, time, "default/" + A, delete("default", A));

        assertThat(stack.run().code()).isZero();

        assertThat(replayedOffsets("default/" + A)).containsExactly(1L, 3L);
        assertThat(replayedOffsets("default/" + B)).containsExactly(2L);
    }

    @Test
    void more_than_one_batch_is_replayed_in_order() throws Exception {
        for (long offset = 0; offset < 1_101; offset++) {
            stack.bury("CREATE_MISSING", 0, offset, time, "default/" + A, delete("default", A));
        }

        assertThat(stack.run().out()).contains("replayed 500 of 1101", "replayed 1000 of 1101", "replayed: 1101");

        assertThat(replayedOffsets("default/" + A))
                .isEqualTo(LongStream.range(0, 1_101).boxed().toList());
        assertThat(stack.shown()).hasSize(1_101);
        assertThat(stack.run().out()).contains("left out: 1101").contains("replayed: 0");
    }

    @Test
    void a_selection_is_replayed_alone() {
        stack.bury("MALFORMED", 0, 1, time, "a", "x".getBytes(UTF_8));
        stack.bury("CREATE_MISSING", 1, 2, time, "b", delete("default", A));
        stack.bury("MALFORMED", 1, 3, time, "c", "x".getBytes(UTF_8));
        stack.bury("MALFORMED", 1, 4, time, "d", "x".getBytes(UTF_8));

        Ended ended = stack.run("--reason", "MALFORMED", "--partition", "1");

        assertThat(ended.out()).contains(": 4, CREATE_MISSING 1, MALFORMED 3", "selected: 2", "replayed: 2");
        assertThat(stack.operations().stream().map(ReplayITCase::replayOf)).containsExactlyInAnyOrder(3L, 4L);
        assertThat(stack.run().out()).contains("selected: 4", "left out: 2", "replayed: 2");
    }

    @Test
    void a_dry_run_lists_what_would_be_replayed_and_changes_nothing() throws Exception {
        stack.bury("CREATE_MISSING", 2, 17, 1_774_612_800_123L, "k", delete("default", A));
        stack.bury("MALFORMED", 1, 4, 1_774_612_800_124L, "k", "secret".getBytes(UTF_8));

        Ended ended = stack.run("--dry-run");

        assertThat(ended.out())
                .isEqualTo(
                        """
                        2026-03-27T12:00:00.123Z  CREATE_MISSING  %1$s partition 2 offset 17  project default  event %2$s  operation delete
                        2026-03-27T12:00:00.124Z  MALFORMED  %1$s partition 1 offset 4  project -  event -  operation -
                        dead letters in %1$s.dead-letters: 2, CREATE_MISSING 1, MALFORMED 1
                        selected: 2
                        replayed before, so left out: 0
                        would be replayed: 2
                        """
                                .formatted(stack.topic(), A));
        assertThat(ended.code()).isZero();
        assertThat(stack.operations()).isEmpty();
        assertThat(stack.records(stack.deadLetterTopic())).hasSize(2);
        assertThat(stack.shown()).isEmpty();
    }

    @Test
    void what_was_replayed_is_not_replayed_again_unless_it_is_asked_for() throws Exception {
        stack.bury("CREATE_MISSING", 0, 1, time, "k", delete("default", A));
        stack.run();
        stack.bury("CREATE_MISSING", 0, 2, time, "k", delete("default", A));

        assertThat(stack.run().out()).contains("selected: 2", "left out: 1", "replayed: 1");
        assertThat(replayedOffsets("k")).containsExactly(1L, 2L);
        assertThat(stack.run().out()).contains("selected: 2", "left out: 2", "replayed: 0");
        assertThat(stack.run("--again", "--partition", "0", "--offset", "1").out())
                .contains("selected: 1", "left out: 0", "replayed: 1");
        assertThat(replayedOffsets("k")).containsExactly(1L, 2L, 1L);
    }

    @Test
    void a_replay_belongs_to_the_trace_of_its_dead_letter() throws Exception {
        String traceparent = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
        ProducerRecord<byte[], byte[]> traced =
                stack.deadLetter("CREATE_MISSING", 0, 1, time, "k", delete("default", A));
        traced.headers().add(ReplayFixture.header("traceparent", traceparent));
        traced.headers().add(ReplayFixture.header("tracestate", "a=1"));
        stack.send(traced);

        assertThat(stack.run().out()).contains("replayed: 1");

        Headers headers = stack.operations().get(0).headers();
        assertThat(headers.lastHeader("traceparent")).isEqualTo(ReplayFixture.header("traceparent", traceparent));
        assertThat(headers.lastHeader("tracestate")).isEqualTo(ReplayFixture.header("tracestate", "a=1"));
    }

    @Test
    void one_that_lies_there_repeatedly_is_replayed_once() throws Exception {
        stack.bury("CREATE_MISSING", 0, 1, time, "k", delete("default", A));
        stack.bury("CREATE_MISSING", 0, 1, time, "k", delete("default", A));
        stack.run();
        // The job goes back to a checkpoint and writes it once more.
        stack.bury("CREATE_MISSING", 0, 1, time, "k", delete("default", A));

        assertThat(stack.run().out()).contains(": 1, CREATE_MISSING 1", "left out: 1", "replayed: 0");
        assertThat(replayedOffsets("k")).containsExactly(1L);
    }

    @Test
    void the_same_offset_of_a_topic_that_was_made_anew_is_another_dead_letter() throws Exception {
        stack.bury("CREATE_MISSING", 0, 1, time, "k", delete("default", A));
        stack.run();
        stack.bury("CREATE_MISSING", 0, 1, time + 5, "k", delete("default", A));

        assertThat(stack.run().out()).contains("replayed: 1");
    }

    @Test
    void a_command_that_died_before_it_was_done_leaves_nothing_behind() throws Exception {
        stack.bury("CREATE_MISSING", 0, 1, time, "k", delete("default", A));
        try (KafkaProducer<byte[], byte[]> died = new KafkaProducer<>(
                Map.of("bootstrap.servers", stack.brokers(), "transactional.id", stack.deadLetterTopic() + ".replay"),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            died.initTransactions();
            died.beginTransaction();
            died.send(new ProducerRecord<>(stack.topic(), "k".getBytes(UTF_8), delete("default", A)))
                    .get();
            died.send(new ProducerRecord<>(
                            stack.deadLetterTopic(),
                            0,
                            null,
                            null,
                            null,
                            List.of(
                                    ReplayFixture.header("topic", stack.topic()),
                                    ReplayFixture.header("partition", "0"),
                                    ReplayFixture.header("offset", "1"),
                                    ReplayFixture.header("timestamp", Long.toString(time)),
                                    ReplayFixture.header("replayed-partition", "0"),
                                    ReplayFixture.header("replayed-offset", "0"))))
                    .get();

            assertThat(stack.run().out()).contains("left out: 0", "replayed: 1");
        }
        assertThat(replayedOffsets("k")).containsExactly(1L);
        assertThat(stack.run().out()).contains("left out: 1", "replayed: 0");
    }

    @Test
    void a_replay_that_could_not_be_shown_is_shown_by_the_next_run() throws Exception {
        stack.bury("CREATE_MISSING", 0, 1, time, "k", delete("default", A));
        stack.run();
        List<String> shown = stack.shown();
        stack.execute("TRUNCATE TABLE dead_letter_replays");

        stack.run();

        assertThat(shown).hasSize(1);
        assertThat(stack.shown()).isEqualTo(shown);
        assertThat(replayedOffsets("k")).containsExactly(1L);
    }

    @Test
    void while_clickhouse_is_away_nothing_is_replayed() throws Exception {
        stack.bury("CREATE_MISSING", 0, 1, time, "k", delete("default", A));

        Ended ended = stack.run(Map.of("CLICKHOUSE_PORT", "1"));

        assertThat(ended.code()).isOne();
        assertThat(ended.err())
                .contains(
                        "nothing was replayed, since it could not be shown: ClickHouse at http://127.0.0.1:1, as user admin,");
        assertThat(stack.operations()).isEmpty();
    }

    @Test
    void a_command_that_is_asked_to_stop_ends_between_two_batches() throws Exception {
        stack.bury("CREATE_MISSING", 0, 1, time, "k", delete("default", A));
        StopRequest stop = new StopRequest();
        stop.make();

        Ended ended = stack.run(Map.of(), stop);

        assertThat(ended.code()).isOne();
        assertThat(ended.err())
                .isEqualTo("replay-dead-letters: stopped after 0 of 1: run the command again for the rest\n");
        assertThat(stack.operations()).isEmpty();
        assertThat(stack.run().out()).contains("replayed: 1");
    }

    @Test
    void of_two_commands_the_later_takes_over() throws Exception {
        stack.bury("CREATE_MISSING", 0, 1, time, "k", delete("default", A));
        DeadLetter letter = new DeadLetter(
                new Position(0, 0),
                new Origin(stack.topic(), 0, 1, time),
                "CREATE_MISSING",
                new EnvelopeHead(null, null, null, null));
        try (Replayer earlier = Replayer.takeOver(stack.brokers(), stack.deadLetterTopic())) {
            assertThat(stack.run().out()).contains("replayed: 1");

            assertThatThrownBy(() -> earlier.replay(
                            List.of(new ReplayRecord(letter, "k".getBytes(UTF_8), delete("default", A), List.of()))))
                    .isInstanceOf(ReplayException.class)
                    .hasMessageStartingWith("another replay was started and has taken over");
        }
        assertThat(replayedOffsets("k")).containsExactly(1L);
    }

    @Test
    void a_record_of_twenty_mebibytes_is_replayed_whole() throws Exception {
        byte[] large = new byte[20 << 20];
        new Random(7).nextBytes(large);
        stack.bury("MALFORMED", 0, 1, time, "before", "x".getBytes(UTF_8));
        stack.bury("MALFORMED", 0, 2, time, "large", large);
        stack.bury("MALFORMED", 0, 3, time, "after", "x".getBytes(UTF_8));

        assertThat(stack.run().out()).contains("replayed: 3");

        assertThat(Arrays.equals(operationFrom(2).value(), large)).isTrue();
    }

    @Test
    void a_record_that_kafka_refuses_is_named_and_can_be_left_out() throws Exception {
        byte[] large = new byte[20_000];
        new Random(7).nextBytes(large);
        stack.bury("CREATE_MISSING", 0, 1, time, "default/" + A, delete("default", A));
        stack.bury("MALFORMED", 1, 2, time, "large", large);
        stack.bury("CREATE_MISSING", 2, 3, time, "default/" + B, delete("default", B));
        stack.limitRecords(10_000);

        Ended refused = stack.run();

        assertThat(refused.code()).isOne();
        assertThat(refused.err())
                .startsWith("replay-dead-letters: Kafka does not take the record of partition 1, offset 2 ("
                        + stack.topic() + "): ");
        assertThat(stack.operations()).isEmpty();
        assertThat(stack.run("--reason", "CREATE_MISSING").out()).contains("replayed: 2");
    }

    @Test
    void a_replay_that_became_a_dead_letter_again_is_told_apart() throws Exception {
        stack.bury("MALFORMED", 0, 1, time, "k", "x".getBytes(UTF_8));
        stack.run();
        ConsumerRecord<byte[], byte[]> replay = operationFrom(1);
        stack.bury("MALFORMED", replay.partition(), replay.offset(), time + 9, "k", "x".getBytes(UTF_8));

        assertThat(stack.run("--dry-run").out())
                .contains("operation -  came back\n", "came back from an earlier replay: 1;", "would be replayed: 1");
    }

    @Test
    void what_is_no_dead_letter_is_left_alone() throws Exception {
        stack.send(new ProducerRecord<>(stack.deadLetterTopic(), "k".getBytes(UTF_8), "stray".getBytes(UTF_8)));
        stack.bury("MALFORMED", 0, 1, time, "k", "x".getBytes(UTF_8));

        assertThat(stack.run().out()).contains("left alone: 1 records that are no dead letters", "replayed: 1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--offset 1                 | --offset must be given together with --partition",
                "--from 2026-03-27T12:00:00Z --to 2026-03-27T12:00:00Z | --from must be before --to",
                "--event-id 7               | it must be a UUID",
                "--from yesterday           | it must be an RFC 3339 time such as 2026-03-27T12:00:00Z",
                "--resaon MALFORMED         | Unknown option",
            })
    void a_wrong_option_is_named(String options, String message) {
        Ended ended = stack.run(options.split(" "));

        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.err()).contains(message);
    }

    @Test
    void a_topic_that_is_not_there_is_named() {
        Ended ended = stack.run(Map.of("KAFKA_TOPIC", "elsewhere"));

        assertThat(ended.code()).isOne();
        assertThat(ended.err())
                .isEqualTo("replay-dead-letters: there is no topic elsewhere.dead-letters at " + stack.brokers()
                        + ": set KAFKA_DEAD_LETTER_TOPIC, or KAFKA_TOPIC, to what the job has\n");
    }

    @Test
    void brokers_that_cannot_be_brokers_are_named() {
        Ended ended = stack.run(Map.of("KAFKA_BROKERS", "127.0.0.1"), "--dry-run");

        assertThat(ended.code()).isOne();
        assertThat(ended.err())
                .isEqualTo(
                        "replay-dead-letters: KAFKA_BROKERS is \"127.0.0.1\": Invalid url in bootstrap.servers: 127.0.0.1\n");
    }

    private static byte[] delete(String project, UUID event) {
        return EnvelopeCodec.encode(
                new Operation.Delete(new EventKey(project, event), new UUID(7, 7), Instant.ofEpochMilli(0)));
    }

    /** The one operation that is a replay of the dead letter of this offset. */
    private static ConsumerRecord<byte[], byte[]> operationFrom(long offset) {
        List<ConsumerRecord<byte[], byte[]>> found = stack.operations().stream()
                .filter(record -> replayOf(record) == offset)
                .toList();
        assertThat(found).hasSize(1);
        return found.get(0);
    }

    private static List<Long> replayedOffsets(String key) {
        return stack.operations().stream()
                .filter(record -> key.equals(new String(record.key(), UTF_8)))
                .map(ReplayITCase::replayOf)
                .toList();
    }

    private static long replayOf(ConsumerRecord<byte[], byte[]> record) {
        return Long.parseLong(headers(record).get("replay-of-offset"));
    }

    private static Map<String, String> headers(ConsumerRecord<byte[], byte[]> record) {
        return Arrays.stream(record.headers().toArray())
                .collect(Collectors.toMap(header -> header.key(), header -> new String(header.value(), UTF_8)));
    }

    private static String place(ConsumerRecord<byte[], byte[]> record) {
        return record.partition() + " " + record.offset();
    }
}
