package dev.eventlane.localstack.service;

import dev.eventlane.localstack.layout.DataFolder;
import dev.eventlane.localstack.layout.Template;
import dev.eventlane.localstack.process.JavaCommand;
import java.nio.file.Path;
import java.util.Map;

/**
 * Where the JVMs of a stack write what is not their data: logs, and the temporary files that a killed one leaves behind.
 *
 * @param folder the stack's folder
 * @param level the least important level that is logged, such as {@code info}
 */
public record JvmFiles(DataFolder folder, String level) {
    public static JvmFiles of(DataFolder folder) {
        return new JvmFiles(folder, "info");
    }

    /** The command with a bounded log file of its own. */
    public JavaCommand given(JavaCommand command, String process) {
        return command.temporaryFiles(folder.temporary()).logging(configuration(), folder.log(process));
    }

    /** The log4j configuration, written if it was not there. */
    public Path configuration() {
        return Template.named("log4j2.properties").writeTo(folder.configuration("logging"), Map.of("LEVEL", level));
    }
}
