package dev.eventlane.localstack.service;

import dev.eventlane.localstack.layout.DataFolder;
import dev.eventlane.localstack.layout.Template;
import dev.eventlane.localstack.process.JavaCommand;
import java.nio.file.Path;
import java.util.Map;

/**
 * Where and how much the JVMs of a stack log.
 *
 * @param folder the stack's folder
 * @param level the least important level that is logged, such as {@code info}
 */
public record Logging(DataFolder folder, String level) {
    public static Logging of(DataFolder folder) {
        return new Logging(folder, "info");
    }

    /** The command with a bounded log file of its own. */
    public JavaCommand of(JavaCommand command, String process) {
        return command.logging(configuration(), folder.log(process));
    }

    /** The log4j configuration, written if it was not there. */
    public Path configuration() {
        return Template.named("log4j2.properties").writeTo(folder.configuration("logging"), Map.of("LEVEL", level));
    }
}
