package dev.eventlane.benchmark.report;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.util.concurrent.TimeUnit;

/**
 * What the benchmark itself took of the machine while it sent its load, probes and all.
 *
 * @param cpuMicrosPerOperation processor time
 * @param mostHeapMib the most of its heap that was used, garbage included
 */
public record GeneratorCost(double cpuMicrosPerOperation, long mostHeapMib) {
    /** Processor time of this process so far, in nanoseconds. */
    public static long cpuNanos() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
    }

    /** Since then. */
    public static GeneratorCost since(long cpuNanos, long operations) {
        long heap = ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .map(MemoryPoolMXBean::getPeakUsage)
                .mapToLong(usage -> usage.getUsed())
                .sum();
        double micros = (double) (cpuNanos() - cpuNanos) / TimeUnit.MICROSECONDS.toNanos(1);
        return new GeneratorCost(micros / Math.max(1, operations), heap >> 20);
    }
}
