package dev.eventlane.localstack.service;

import dev.eventlane.localstack.layout.DataFolder;
import dev.eventlane.localstack.layout.Home;
import dev.eventlane.localstack.process.JavaCommand;
import dev.eventlane.localstack.process.Launch;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Gives dead letters to the job again; a program that ends when they are in Kafka. */
public record DeadLetterReplay(
        Home home,
        DataFolder folder,
        String brokers,
        String topic,
        String deadLetterTopic,
        ClickHouseAccess clickHouse) {
    private static final String NAME = "dead-letter-replay";
    /** Room for the largest record on its way from Kafka to Kafka, and for where a few million others lie. */
    private static final int HEAP_MEBIBYTES = 512;

    /** Runs it with these options. */
    public Launch launch(List<String> options) {
        JavaCommand command = JavaCommand.jar(home.program(NAME), options.toArray(String[]::new))
                .heap(HEAP_MEBIBYTES)
                .serialCollector()
                .shortLived();
        Map<String, String> variables = new HashMap<>(clickHouse.adminEnvironment());
        variables.put("KAFKA_BROKERS", brokers);
        variables.put("KAFKA_TOPIC", topic);
        variables.put("KAFKA_DEAD_LETTER_TOPIC", deadLetterTopic);
        return new Launch(NAME, command.line(), variables, folder.output(NAME));
    }
}
