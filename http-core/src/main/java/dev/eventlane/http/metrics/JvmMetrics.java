package dev.eventlane.http.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import java.util.List;

/** What the process needs: memory, collections, threads, processors, files. The names are Micrometer's. */
final class JvmMetrics implements AutoCloseable {
    static final List<MetricFamily> FAMILIES = List.of(
            MetricFamily.of("jvm_memory_used_bytes", MetricType.GAUGE, "Memory in use", "area", "id"),
            MetricFamily.of("jvm_memory_committed_bytes", MetricType.GAUGE, "Memory that the JVM has", "area", "id"),
            MetricFamily.of(
                    "jvm_memory_max_bytes",
                    MetricType.GAUGE,
                    "Memory that the JVM may have; -1 = no limit",
                    "area",
                    "id"),
            MetricFamily.of("jvm_buffer_count_buffers", MetricType.GAUGE, "Buffers outside of the heap", "id"),
            MetricFamily.of("jvm_buffer_memory_used_bytes", MetricType.GAUGE, "Memory that they take", "id"),
            MetricFamily.of("jvm_buffer_total_capacity_bytes", MetricType.GAUGE, "Their capacity", "id"),
            MetricFamily.of(
                    "jvm_gc_live_data_size_bytes",
                    MetricType.GAUGE,
                    "What was in use in the old generation after its last collection"),
            MetricFamily.of(
                    "jvm_gc_max_data_size_bytes", MetricType.GAUGE, "The most that the old generation may have"),
            MetricFamily.of(
                    "jvm_gc_memory_allocated_bytes_total",
                    MetricType.COUNTER,
                    "What the young generation grew by between collections"),
            MetricFamily.of(
                    "jvm_gc_memory_promoted_bytes_total",
                    MetricType.COUNTER,
                    "What the old generation grew by in collections"),
            MetricFamily.of(
                            "jvm_gc_pause_seconds",
                            MetricType.SUMMARY,
                            "Pauses of collections",
                            "action",
                            "cause",
                            "gc")
                    .whenItHappens(),
            MetricFamily.of(
                            "jvm_gc_pause_seconds_max",
                            MetricType.GAUGE,
                            "The longest of them in the last minutes",
                            "action",
                            "cause",
                            "gc")
                    .whenItHappens(),
            MetricFamily.of(
                            "jvm_gc_concurrent_phase_time_seconds",
                            MetricType.SUMMARY,
                            "Phases of collections beside the program",
                            "action",
                            "cause",
                            "gc")
                    .whenItHappens(),
            MetricFamily.of(
                            "jvm_gc_concurrent_phase_time_seconds_max",
                            MetricType.GAUGE,
                            "The longest of them in the last minutes",
                            "action",
                            "cause",
                            "gc")
                    .whenItHappens(),
            MetricFamily.of("jvm_threads_live_threads", MetricType.GAUGE, "Threads"),
            MetricFamily.of(
                    "jvm_threads_daemon_threads", MetricType.GAUGE, "Threads that do not keep the process alive"),
            MetricFamily.of("jvm_threads_peak_threads", MetricType.GAUGE, "The most threads that there were"),
            MetricFamily.of("jvm_threads_started_threads_total", MetricType.COUNTER, "Threads that were started"),
            MetricFamily.of("jvm_threads_states_threads", MetricType.GAUGE, "Threads by what they do", "state"),
            MetricFamily.of(
                    "process_cpu_usage", MetricType.GAUGE, "The part of all processors that the process takes, 0 to 1"),
            MetricFamily.of("process_cpu_time_ns_total", MetricType.COUNTER, "Processor time that it took"),
            MetricFamily.of("system_cpu_count", MetricType.GAUGE, "Processors"),
            MetricFamily.of("system_cpu_usage", MetricType.GAUGE, "The part of them that everything takes, 0 to 1"),
            MetricFamily.of(
                    "system_load_average_1m", MetricType.GAUGE, "Processes that ran or waited to, over a minute"),
            MetricFamily.of("process_files_open_files", MetricType.GAUGE, "Open files and connections"),
            MetricFamily.of(
                    "process_files_max_files", MetricType.GAUGE, "Open files and connections that there may be"),
            MetricFamily.of("process_uptime_seconds", MetricType.GAUGE, "Since the process started"),
            MetricFamily.of("process_start_time_seconds", MetricType.GAUGE, "When it started, since 1970"));

    private final JvmGcMetrics collections = new JvmGcMetrics();

    JvmMetrics(MeterRegistry registry) {
        collections.bindTo(registry);
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new FileDescriptorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
    }

    @Override
    public void close() {
        collections.close();
    }
}
