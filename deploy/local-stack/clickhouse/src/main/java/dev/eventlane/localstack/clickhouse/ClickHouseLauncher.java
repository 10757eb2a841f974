package dev.eventlane.localstack.clickhouse;

import com.sun.jna.Native;
import com.sun.jna.Pointer;
import com.sun.jna.StringArray;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Runs the ClickHouse engine of libchdb as a server in this process, until the process is asked to end.
 *
 * <p>Arguments: the path of {@code libchdb}, then options of clickhouse-local. The exit code is 0 after a clean stop, 1
 * when the engine ended with an error, 2 when it could not be started.
 */
public final class ClickHouseLauncher {
    /** The engine needs a moment between the end of its statement and the end of its prompt's input. */
    private static final Duration BEFORE_PROMPT_ENDS = Duration.ofMillis(300);

    private static final Duration CLEAN_STOP = Duration.ofSeconds(60);

    private final Engine engine;
    private final StopPipe stopPipe;
    private final Terminal terminal;
    private final CountDownLatch ended = new CountDownLatch(1);

    private ClickHouseLauncher(Engine engine, StopPipe stopPipe, Terminal terminal) {
        this.engine = engine;
        this.stopPipe = stopPipe;
        this.terminal = terminal;
    }

    public static void main(String[] args) {
        requireSignalChaining(System.getenv());
        if (args.length == 0) {
            refuse("the first argument must be the path of libchdb");
        }
        LibC libc = Native.load("c", LibC.class);
        StopPipe stopPipe = StopPipe.open(libc);
        Terminal terminal = Terminal.onStandardInput(libc);
        Engine engine = Native.load(Path.of(args[0]).toAbsolutePath().toString(), Engine.class);
        ClickHouseLauncher launcher = new ClickHouseLauncher(engine, stopPipe, terminal);
        Runtime.getRuntime().addShutdownHook(new Thread(launcher::stop, "stop-clickhouse"));
        String error =
                launcher.run(CommandLine.of(List.of(args).subList(1, args.length), stopPipe.blockingStatement()));
        if (!error.isEmpty()) {
            System.err.println("ClickHouse ended: " + error);
        }
        // Not exit: the engine leaves native threads behind that must not meet a JVM being taken apart.
        Runtime.getRuntime().halt(error.isEmpty() ? 0 : 1);
    }

    /** Blocks until the server has stopped; the engine's error, empty when it stopped as asked. */
    private String run(List<String> commandLine) {
        StringArray argv = new StringArray(commandLine.toArray(String[]::new), "UTF-8");
        Pointer result = engine.chdb_query_cmdline(commandLine.size(), argv);
        String error = result == null ? "the engine gave no result" : engine.chdb_result_error(result);
        ended.countDown();
        return error == null ? "" : error;
    }

    private void stop() {
        stopPipe.close();
        if (!hasEnded(BEFORE_PROMPT_ENDS)) {
            terminal.close();
            if (!hasEnded(CLEAN_STOP)) {
                System.err.println("ClickHouse did not stop within " + CLEAN_STOP.toSeconds() + " s");
            }
        }
    }

    private boolean hasEnded(Duration bound) {
        try {
            return ended.await(bound.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** The JVM and the engine both use SIGSEGV; without chaining, the JVM's first implicit null check is the end. */
    private static void requireSignalChaining(Map<String, String> environment) {
        String preloaded =
                environment.getOrDefault("LD_PRELOAD", "") + environment.getOrDefault("DYLD_INSERT_LIBRARIES", "");
        if (!preloaded.contains("libjsig")) {
            refuse("libjsig is not loaded: start this program with LD_PRELOAD=$JAVA_HOME/lib/libjsig.so");
        }
    }

    private static void refuse(String reason) {
        System.err.println("ClickHouse cannot start: " + reason);
        System.exit(2);
    }
}
