package dev.eventlane.localstack.service;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.eventlane.localstack.LocalStackException;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.junit.jupiter.api.Test;

class TopicSettingsTest {
    @Test
    void operations_that_their_producers_stamp_are_refused_with_what_to_change() {
        assertThatThrownBy(() ->
                        settings(Topic.ofOperations("events", 6), "CreateTime").requireOrder())
                .isInstanceOf(LocalStackException.class)
                .hasMessageContaining("the topic events at kafka:9092 has message.timestamp.type=CreateTime")
                .hasMessageContaining("must follow the order of the partition")
                .hasMessageEndingWith("change it with kafka-configs --bootstrap-server kafka:9092 --alter"
                        + " --entity-type topics --entity-name events --add-config"
                        + " message.timestamp.type=LogAppendTime");
    }

    @Test
    void who_stamps_matters_for_operations_only() {
        assertThatCode(() -> {
                    settings(Topic.ofOperations("events", 6), "LogAppendTime").requireOrder();
                    settings(Topic.ofDeadLetters("dead"), "CreateTime").requireOrder();
                })
                .doesNotThrowAnyException();
    }

    private static TopicSettings settings(Topic topic, String timestampType) {
        Config actual = new Config(List.of(new ConfigEntry("message.timestamp.type", timestampType)));
        return new TopicSettings("kafka:9092", List.of(topic), Map.of(topic.name(), actual));
    }
}
