package dev.eventlane.http.access;

import dev.eventlane.http.ListenAddress;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says at the start what an operator may not have meant. */
public final class ExposureWarning {
    private static final Logger LOG = LoggerFactory.getLogger(ExposureWarning.class);

    private ExposureWarning() {}

    /** Warns if more than this machine can reach a server that lets everybody in. */
    public static void logIfNeeded(ListenAddress listen, AccessConfig access) {
        if (access.isOpen() && !isLoopback(listen.host())) {
            LOG.warn(
                    "no API keys are configured, and {}:{} can be reached from other machines: whoever can reach it may read, change"
                            + " and delete every event; set API_KEYS_FILE, or listen on 127.0.0.1",
                    listen.host(),
                    listen.port());
        }
    }

    static boolean isLoopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            // It cannot be listened on either, which is said by whoever tries.
            return true;
        }
    }
}
