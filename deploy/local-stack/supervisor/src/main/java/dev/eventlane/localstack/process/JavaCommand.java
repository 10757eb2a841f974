package dev.eventlane.localstack.process;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The command line of a JVM with a small, fixed heap, which ends rather than limp on when that heap is too small.
 *
 * @param options what stands before the program
 * @param program the program and its arguments
 */
public record JavaCommand(List<String> options, List<String> program) {
    public JavaCommand {
        options = List.copyOf(options);
        program = List.copyOf(program);
    }

    /** A main class and its class path. */
    public static JavaCommand mainClass(String classPath, String mainClass, String... arguments) {
        List<String> program = new ArrayList<>(List.of("-cp", classPath, mainClass));
        program.addAll(List.of(arguments));
        return new JavaCommand(List.of("-XX:+ExitOnOutOfMemoryError"), program);
    }

    /** An executable jar. */
    public static JavaCommand jar(Path jar, String... arguments) {
        List<String> program = new ArrayList<>(List.of("-jar", jar.toString()));
        program.addAll(List.of(arguments));
        return new JavaCommand(List.of("-XX:+ExitOnOutOfMemoryError"), program);
    }

    /** Bounds the heap to this many MiB. */
    public JavaCommand heap(int mebibytes) {
        return option("-Xmx" + mebibytes + "m");
    }

    /** The collector with the least memory and threads of its own: right for heaps of a few hundred MiB. */
    public JavaCommand serialCollector() {
        return option("-XX:+UseSerialGC");
    }

    /** The collector that costs the program least: for small heaps of which little lives on, and much goes through. */
    public JavaCommand parallelCollector() {
        return option("-XX:+UseParallelGC");
    }

    /** Optimizes less and starts faster: for programs that live for seconds. */
    public JavaCommand shortLived() {
        return option("-XX:TieredStopAtLevel=1").option("-Xshare:auto");
    }

    /** Where it unpacks native libraries and the like. */
    public JavaCommand temporaryFiles(Path folder) {
        return option("-Djava.io.tmpdir=" + folder);
    }

    public JavaCommand logging(Path configuration, Path logFile) {
        return option("-Dlog4j2.configurationFile=" + configuration.toUri()).option("-Dlog.file=" + logFile);
    }

    public JavaCommand option(String option) {
        List<String> more = new ArrayList<>(options);
        more.add(option);
        return new JavaCommand(more, program);
    }

    public JavaCommand options(List<String> added) {
        List<String> more = new ArrayList<>(options);
        more.addAll(added);
        return new JavaCommand(more, program);
    }

    /** The whole command line, with the JVM that runs this program. */
    public List<String> line() {
        List<String> line = new ArrayList<>();
        line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        line.addAll(options);
        line.addAll(program);
        return List.copyOf(line);
    }
}
