package dev.eventlane.replay;

import dev.eventlane.core.event.FieldReader;
import dev.eventlane.core.event.InvalidFieldException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** The options that say which dead letters are meant. */
final class SelectionOptions {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = "--reason",
            paramLabel = "NAME",
            description = "only of this reason, such as CREATE_MISSING; may be given again")
    private List<String> reasons = List.of();

    @Option(names = "--project", paramLabel = "ID", description = "only those that tell that they are of this project")
    private String project;

    @Option(
            names = "--event-id",
            paramLabel = "UUID",
            converter = ToUuid.class,
            description = "only those that tell that they are about this event")
    private UUID eventId;

    @Option(
            names = "--from",
            paramLabel = "TIME",
            converter = ToInstant.class,
            description = "only those that Kafka received at this time, such as 2026-03-27T12:00:00Z, or later")
    private Instant from;

    @Option(
            names = "--to",
            paramLabel = "TIME",
            converter = ToInstant.class,
            description = "only those that Kafka received before this time")
    private Instant to;

    @Option(
            names = "--partition",
            paramLabel = "N",
            description = "only those of this partition of the topic of operations")
    private Integer partition;

    @Option(names = "--offset", paramLabel = "N", description = "only the one at this offset of --partition")
    private Long offset;

    /**
     * What they amount to.
     *
     * @throws ParameterException if they contradict each other
     */
    Selection selection() {
        if (offset != null && partition == null) {
            throw new ParameterException(spec.commandLine(), "--offset must be given together with --partition");
        }
        if (from != null && to != null && !from.isBefore(to)) {
            throw new ParameterException(spec.commandLine(), "--from must be before --to");
        }
        return new Selection(
                Set.copyOf(reasons),
                Optional.ofNullable(project),
                Optional.ofNullable(eventId),
                Optional.ofNullable(from),
                Optional.ofNullable(to),
                partition == null ? OptionalInt.empty() : OptionalInt.of(partition),
                offset == null ? OptionalLong.empty() : OptionalLong.of(offset));
    }

    /** As the API reads it. */
    static final class ToUuid implements ITypeConverter<UUID> {
        @Override
        public UUID convert(String text) {
            try {
                return FieldReader.parseUuid("it", text);
            } catch (InvalidFieldException e) {
                throw new TypeConversionException(e.getMessage());
            }
        }
    }

    /** As the API reads it. */
    static final class ToInstant implements ITypeConverter<Instant> {
        @Override
        public Instant convert(String text) {
            try {
                return FieldReader.parseInstant("it", text);
            } catch (InvalidFieldException e) {
                throw new TypeConversionException(e.getMessage());
            }
        }
    }
}
