package dev.eventlane.localstack.server;

import dev.eventlane.localstack.layout.DataFolder;
import dev.eventlane.localstack.layout.Home;
import dev.eventlane.localstack.process.FreePorts;
import dev.eventlane.localstack.process.Loopback;
import dev.eventlane.localstack.service.ClickHouse;
import java.nio.file.Path;

/**
 * A real ClickHouse server for tests, as a process of its own on a random port of the loopback interface. It ends when
 * it is closed, at the latest with this JVM. All methods may be called from any thread.
 */
public final class ClickHouseServer implements AutoCloseable {
    private final ClickHouse clickHouse;
    private final ServerProcess process;

    private ClickHouseServer(ClickHouse clickHouse, ServerProcess process) {
        this.clickHouse = clickHouse;
        this.process = process;
    }

    /**
     * Starts a server and returns when it serves.
     *
     * @param folder holds its data, configuration, passwords and logs; what an earlier server left there is found again
     * @throws dev.eventlane.localstack.LocalStackException if it does not start; with the end of its log
     */
    public static ClickHouseServer start(Path folder) {
        ClickHouse clickHouse = new ClickHouse(Home.find(), new DataFolder(folder), FreePorts.next());
        return new ClickHouseServer(clickHouse, ServerProcess.start(clickHouse));
    }

    public String host() {
        return Loopback.HOST;
    }

    /** The port of its HTTP interface; the same after a restart. */
    public int port() {
        return clickHouse.port();
    }

    /** The user who may do anything. */
    public String adminUser() {
        return "admin";
    }

    public String adminPassword() {
        return clickHouse.adminPassword().value();
    }

    /** The user who may read {@code event_analytics}, within limits of time, memory and rows. */
    public String apiUser() {
        return "api";
    }

    public String apiPassword() {
        return clickHouse.apiPassword().value();
    }

    public long pid() {
        return process.pid();
    }

    /** Ends it as a power failure would (kill -9). */
    public void kill() {
        process.kill();
    }

    /** Ends it, if it still runs, and starts it again on the same port and data; returns when it serves. */
    public void restart() {
        process.restart();
    }

    /** Connections stay open and nobody answers (SIGSTOP). */
    public void pause() {
        process.pause();
    }

    /** It runs on after {@link #pause()}. */
    public void resume() {
        process.resume();
    }

    /** Ends it; the data stays. */
    @Override
    public void close() {
        process.close();
    }
}
