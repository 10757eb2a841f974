package dev.eventlane.systemtests.fault;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stands between the job and ClickHouse, passes every byte on, and sees where the body of an insert begins and ends: there it can
 * be made to do harm.
 */
public final class InsertProxy implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(InsertProxy.class);

    private final ServerSocket listener;
    private final int target;
    private final ExecutorService threads = Executors.newCachedThreadPool(InsertProxy::daemon);
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile String setting = "";
    private final AtomicReference<Ambush> ambush = new AtomicReference<>();

    private InsertProxy(ServerSocket listener, int target) {
        this.listener = listener;
        this.target = target;
    }

    /**
     * Starts a proxy on a free port.
     *
     * @param target the port of ClickHouse's HTTP interface; nothing needs to listen there yet
     */
    public static InsertProxy before(int target) {
        try {
            InsertProxy proxy = new InsertProxy(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), target);
            proxy.threads.execute(proxy::accept);
            return proxy;
        } catch (IOException e) {
            throw new UncheckedIOException("no port is free for the proxy", e);
        }
    }

    /** Where the job finds it. */
    public int port() {
        return listener.getLocalPort();
    }

    /** From now on, inserts ask for this setting too; empty = for none. */
    void addToInserts(String querySetting) {
        setting = querySetting;
    }

    String setting() {
        return setting;
    }

    /** The next insert falls into this. */
    void lay(Ambush next) {
        ambush.set(next);
    }

    /** The ambush that was laid, for the one insert that gets it; {@code null} = none. */
    Ambush take() {
        return ambush.getAndSet(null);
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                threads.execute(() -> serve(client));
            } catch (IOException e) {
                // Closed, which ends the loop; or one client that went away again.
                LOG.debug("no connection", e);
            }
        }
    }

    private void serve(Socket client) {
        try (client;
                Socket server = new Socket(InetAddress.getLoopbackAddress(), target)) {
            open.add(client);
            open.add(server);
            ProxiedConnection connection = new ProxiedConnection(this, client, server);
            threads.execute(connection::passAnswers);
            connection.passRequests();
        } catch (IOException e) {
            // The server or the client is gone: so is, by closing both, the other one.
            LOG.debug("connection ended", e);
        } finally {
            open.removeIf(Socket::isClosed);
        }
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "insert-proxy");
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public void close() {
        try {
            listener.close();
            for (Socket socket : open) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the proxy cannot be closed", e);
        } finally {
            threads.shutdownNow();
        }
    }
}
