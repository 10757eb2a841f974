package dev.eventlane.job.clickhouse;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collection;
import org.apache.flink.streaming.api.datastream.DataStreamSink;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamNode;
import org.junit.jupiter.api.Test;

class ClickHouseSinkTopologyTest {

    private final StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();

    @Test
    void every_operator_with_state_is_found_again_by_the_sinks_uid() {
        sinkTo().uid("rows");

        assertThat(operators())
                .extracting(StreamNode::getTransformationUID)
                .containsExactlyInAnyOrder("rows", "rows: Inserter", "Sink Committer: rows");
    }

    @Test
    void a_sink_without_uid_has_none_and_is_taken_by_flink() {
        sinkTo();

        assertThat(operators())
                .hasSize(3)
                .extracting(StreamNode::getTransformationUID)
                .containsOnlyNulls();
    }

    @Test
    void the_parts_of_a_subtask_are_one_task() {
        sinkTo().uid("rows");

        assertThat(env.getStreamGraph().getJobGraph().getVertices()).hasSize(1);
    }

    private DataStreamSink<Long> sinkTo() {
        env.setParallelism(2);
        return env.fromSequence(1, 10)
                .sinkTo(ClickHouseSink.<Long>builder()
                        .endpoint("http://localhost:8123")
                        .database("d")
                        .credentials("u", "p")
                        .rowEncoder(new Numbered.Encoder())
                        .build());
    }

    private Collection<StreamNode> operators() {
        return env.getStreamGraph(false).getStreamNodes().stream()
                .filter(node -> !node.getInEdges().isEmpty())
                .toList();
    }
}
