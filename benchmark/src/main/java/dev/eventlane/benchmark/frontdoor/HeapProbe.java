package dev.eventlane.benchmark.frontdoor;

import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/** Looks at the heap of another JVM ten times a second. */
final class HeapProbe implements AutoCloseable {
    private static final long PERIOD_MILLIS = 100;

    private final JMXConnector connector;
    private final MemoryMXBean memory;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final AtomicLong most = new AtomicLong();

    // The other JVM is one that this program started, on this machine.
    @SuppressWarnings("BanJNDI")
    HeapProbe(long pid) throws IOException {
        this.connector = JMXConnectorFactory.connect(new JMXServiceURL(agentOf(pid)));
        this.memory = ManagementFactory.newPlatformMXBeanProxy(
                connector.getMBeanServerConnection(), ManagementFactory.MEMORY_MXBEAN_NAME, MemoryMXBean.class);
        var unused = clock.scheduleAtFixedRate(this::look, 0, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
    }

    private static String agentOf(long pid) throws IOException {
        try {
            VirtualMachine machine = VirtualMachine.attach(Long.toString(pid));
            try {
                return machine.startLocalManagementAgent();
            } finally {
                machine.detach();
            }
        } catch (AttachNotSupportedException e) {
            throw new IOException("process " + pid + " cannot be looked into", e);
        }
    }

    private void look() {
        most.accumulateAndGet(memory.getHeapMemoryUsage().getUsed(), Math::max);
    }

    /** The most bytes of its heap that were seen used, garbage included. */
    long most() {
        return most.get();
    }

    /** The bytes that its heap may have. */
    long limit() {
        return memory.getHeapMemoryUsage().getMax();
    }

    @Override
    public void close() throws IOException {
        clock.shutdownNow();
        connector.close();
    }
}
