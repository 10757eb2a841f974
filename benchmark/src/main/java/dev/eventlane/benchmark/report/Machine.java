package dev.eventlane.benchmark.report;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * The machine that the benchmark ran on; the system that was measured may run on another one.
 *
 * @param processor its name, where the system tells it
 * @param processors that this program may use
 * @param memoryMib all of it, whoever uses it
 */
public record Machine(String os, String processor, int processors, long memoryMib, String jvm) {
    private static final Path CPU_INFO = Path.of("/proc/cpuinfo");

    /** This one. */
    public static Machine current() {
        OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        return new Machine(
                "%s %s, %s".formatted(property("os.name"), property("os.version"), property("os.arch")),
                processorName(),
                system.getAvailableProcessors(),
                system.getTotalMemorySize() >> 20,
                "%s %s".formatted(property("java.vm.name"), property("java.runtime.version")));
    }

    private static String processorName() {
        if (!Files.isReadable(CPU_INFO)) {
            return "unknown";
        }
        try (Stream<String> lines = Files.lines(CPU_INFO)) {
            return lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse("unknown");
        } catch (IOException e) {
            return "unknown: " + e.getMessage();
        }
    }

    private static String property(String name) {
        return System.getProperty(name);
    }
}
