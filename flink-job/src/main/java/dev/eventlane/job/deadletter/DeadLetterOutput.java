package dev.eventlane.job.deadletter;

import dev.eventlane.job.serial.ImmutableTypeInformation;
import org.apache.flink.util.OutputTag;

/** The side output that every operator gives its dead letters to. */
public final class DeadLetterOutput {
    public static final OutputTag<DeadLetter> TAG = new OutputTag<>(
            "dead-letters", ImmutableTypeInformation.of(DeadLetter.class, DeadLetterSerializer.INSTANCE));

    private DeadLetterOutput() {}
}
