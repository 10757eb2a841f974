package dev.eventlane.job;

import dev.eventlane.core.clickhouse.ClickHouseConnection;
import dev.eventlane.core.clickhouse.PropertiesColumn;
import dev.eventlane.core.event.EventKey;
import dev.eventlane.job.archive.ClickHouseArchive;
import dev.eventlane.job.clickhouse.Batching;
import dev.eventlane.job.clickhouse.ClickHouseSink;
import dev.eventlane.job.clickhouse.ClickHouseSinkBuilder;
import dev.eventlane.job.deadletter.DeadLetter;
import dev.eventlane.job.deadletter.DeadLetterOutput;
import dev.eventlane.job.deadletter.DeadLetterTable;
import dev.eventlane.job.deadletter.DeadLetterTopic;
import dev.eventlane.job.lifecycle.EventArchive;
import dev.eventlane.job.lifecycle.EventLifecycle;
import dev.eventlane.job.rows.EventRow;
import dev.eventlane.job.rows.EventRowEncoder;
import dev.eventlane.job.rows.EventRowSerializer;
import dev.eventlane.job.serial.EventKeySerializer;
import dev.eventlane.job.serial.ImmutableTypeInformation;
import dev.eventlane.job.source.KafkaTime;
import dev.eventlane.job.source.RecordRouter;
import dev.eventlane.job.source.RoutedRecord;
import dev.eventlane.job.source.RoutedRecordSerializer;
import dev.eventlane.job.source.SourceRecord;
import dev.eventlane.job.source.SourceRecordReader;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** The job's operators and how they are joined. The uids name state in savepoints and must not change. */
final class Pipeline {
    private Pipeline() {}

    static void build(StreamExecutionEnvironment environment, JobConfig config) {
        SingleOutputStreamOperator<RoutedRecord> routed = environment
                .fromSource(source(config), new KafkaTime(config.sourceQuietAfter()), "operations")
                .uid("operations-source")
                .process(new RecordRouter())
                .returns(RoutedRecordSerializer.TYPE)
                .name("route")
                .uid("record-router");

        SingleOutputStreamOperator<EventRow> rows = routed.keyBy(
                        RoutedRecord::key, ImmutableTypeInformation.ofKey(EventKey.class, EventKeySerializer.INSTANCE))
                .process(new EventLifecycle(config.lifecycle(), archive(config)))
                .returns(EventRowSerializer.TYPE)
                .name("event life cycle")
                .uid("event-lifecycle");

        rows.sinkTo(clickHouse(config)).name("clickhouse").uid("clickhouse-sink");

        buryDeadLetters(
                routed.getSideOutput(DeadLetterOutput.TAG).union(rows.getSideOutput(DeadLetterOutput.TAG)), config);
    }

    private static void buryDeadLetters(DataStream<DeadLetter> deadLetters, JobConfig config) {
        deadLetters
                .sinkTo(DeadLetterTopic.sink(config.brokers(), config.topic(), config.deadLetterTopic()))
                .name("dead letter topic")
                .uid("dead-letter-topic");
        deadLetters
                .sinkTo(DeadLetterTable.sink(config.clickHouse(), config.topic()))
                .name("dead letter table")
                .uid("dead-letter-table");
    }

    /** Without state it reads from the beginning: the same rows come of it, with the same versions. */
    private static KafkaSource<SourceRecord> source(JobConfig config) {
        return KafkaSource.<SourceRecord>builder()
                .setBootstrapServers(config.brokers())
                .setTopics(config.topic())
                .setGroupId(config.groupId())
                .setStartingOffsets(OffsetsInitializer.earliest())
                .setDeserializer(new SourceRecordReader())
                .setProperty("partition.discovery.interval.ms", "30000")
                // A replay of dead letters that was broken off must not count.
                .setProperty("isolation.level", "read_committed")
                .build();
    }

    private static EventArchive.Factory archive(JobConfig config) {
        ClickHouseConnection target = config.clickHouse();
        return () -> new ClickHouseArchive(target);
    }

    private static ClickHouseSink<EventRow> clickHouse(JobConfig config) {
        ClickHouseConnection target = config.clickHouse();
        ClickHouseSinkBuilder<EventRow> sink = ClickHouseSink.<EventRow>builder()
                .endpoint(target.endpoint().toString())
                .database(target.database())
                .credentials(target.user(), target.password().reveal())
                .rowEncoder(new EventRowEncoder())
                .batching(new Batching(config.maxBatchRows(), Batching.DEFAULT.maxBytes()));
        PropertiesColumn.SETTINGS.forEach(sink::serverSetting);
        return sink.build();
    }
}
