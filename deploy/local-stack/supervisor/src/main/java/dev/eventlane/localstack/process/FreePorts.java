package dev.eventlane.localstack.process;

import dev.eventlane.localstack.LocalStackException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Finds free ports on the loopback interface. They lie below the range from which systems take the ports of outgoing
 * connections: a server that is killed and started again finds its port free, which one from that range need not be.
 */
public final class FreePorts {
    private static final int LOWEST = 15_000;
    private static final int BEYOND_HIGHEST = 32_000;
    private static final int ATTEMPTS = 1_000;
    private static final Set<Integer> GIVEN_OUT = ConcurrentHashMap.newKeySet();

    private FreePorts() {}

    /** A port on which nothing listens, and which this JVM did not get before. */
    public static int next() {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            int port = ThreadLocalRandom.current().nextInt(LOWEST, BEYOND_HIGHEST);
            if (GIVEN_OUT.add(port) && isFree(port)) {
                return port;
            }
        }
        throw new LocalStackException("no free port was found between %d and %d".formatted(LOWEST, BEYOND_HIGHEST));
    }

    /** Whether a server could listen on this port of the loopback interface now. */
    public static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            // As servers do it: connections that are still closing do not count as a port in use.
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
