package dev.eventlane.localstack.cli;

import dev.eventlane.localstack.layout.ProgramCopy;
import dev.eventlane.localstack.process.JavaCommand;
import dev.eventlane.localstack.process.Launch;
import dev.eventlane.localstack.process.ProgramOnPath;
import dev.eventlane.localstack.process.RunningProcess;
import dev.eventlane.localstack.service.JvmFiles;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The process that watches over the stack, and survives the terminal that started it. */
final class DetachedSupervisor {
    static final String NAME = "supervisor";

    private static final int HEAP_MEBIBYTES = 64;

    private DetachedSupervisor() {}

    /** It runs from a copy, like what it starts. */
    static RunningProcess start(Installation installation, List<String> arguments) {
        String classPath =
                ProgramCopy.of(installation.home(), installation.folder()).supervisorClassPath();
        String[] all = Stream.concat(Stream.of(SuperviseCommand.NAME), arguments.stream())
                .toArray(String[]::new);
        JavaCommand command = JavaCommand.mainClass(classPath, Eventlane.class.getName(), all)
                .heap(HEAP_MEBIBYTES)
                .serialCollector()
                .shortLived()
                .option("-Deventlane.home=" + installation.home().root());
        JvmFiles jvmFiles =
                new JvmFiles(installation.folder(), installation.config().logLevel());
        List<String> line = new ArrayList<>(detaching());
        line.addAll(jvmFiles.given(command, NAME).line());
        Launch launch = new Launch(NAME, line, Map.of(), installation.folder().output(NAME));
        return new RunningProcess(launch.start().toHandle());
    }

    /** A session of its own where the system has the program for it, else at least deaf to the end of the terminal. */
    private static List<String> detaching() {
        return List.of(ProgramOnPath.find("setsid").isPresent() ? "setsid" : "nohup");
    }
}
