package dev.eventlane.localstack.service;

import dev.eventlane.localstack.LocalStackException;
import dev.eventlane.localstack.layout.Home;
import dev.eventlane.localstack.process.JavaCommand;
import dev.eventlane.localstack.process.ProgramOnPath;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** What runs as the ClickHouse server: the installed one where there is one, else the engine from npm. */
public sealed interface ClickHouseProgram {
    /**
     * The command that serves with this configuration, until it is asked to end.
     *
     * @param temporary where it may unpack what it needs while it runs
     */
    List<String> command(Path configuration, Path temporary);

    /** What its environment needs in addition. */
    Map<String, String> environment();

    /** The program of this machine. */
    static ClickHouseProgram find(Home home) {
        return ProgramOnPath.find("clickhouse")
                .<ClickHouseProgram>map(Installed::new)
                .orElseGet(() -> Engine.of(home));
    }

    /** The binary that ClickHouse distributes. */
    record Installed(Path binary) implements ClickHouseProgram {
        @Override
        public List<String> command(Path configuration, Path temporary) {
            return List.of(binary.toString(), "server", "--config-file=" + configuration);
        }

        @Override
        public Map<String, String> environment() {
            return Map.of();
        }
    }

    /** The engine from npm, in the launcher. */
    record Engine(Path launcher, Path library) implements ClickHouseProgram {
        private static final int HEAP_MEBIBYTES = 32;
        private static final boolean MAC = System.getProperty("os.name").startsWith("Mac");

        static Engine of(Home home) {
            return new Engine(home.clickHouseLauncher(), library(home));
        }

        @Override
        public List<String> command(Path configuration, Path temporary) {
            return JavaCommand.jar(launcher, library.toString(), "--config-file=" + configuration)
                    .temporaryFiles(temporary)
                    .heap(HEAP_MEBIBYTES)
                    .serialCollector()
                    .shortLived()
                    .line();
        }

        /** The JVM and the engine share SIGSEGV only through libjsig. */
        @Override
        public Map<String, String> environment() {
            Path libraries = Path.of(System.getProperty("java.home"), "lib");
            return MAC
                    ? Map.of(
                            "DYLD_INSERT_LIBRARIES",
                            libraries.resolve("libjsig.dylib").toString())
                    : Map.of("LD_PRELOAD", libraries.resolve("libjsig.so").toString());
        }

        private static Path library(Home home) {
            String arm = System.getProperty("os.arch").equals("aarch64") ? "arm64" : "x64";
            String platform = MAC ? "lib-darwin-" + arm : "lib-linux-" + arm + "-gnu";
            Path library = home.clickHouseEngines().resolve(platform).resolve("libchdb.so");
            if (!Files.exists(library)) {
                throw new LocalStackException(
                        "ClickHouse is not there: neither a 'clickhouse' program on the PATH nor %s; run 'npm ci' in %s"
                                .formatted(
                                        library,
                                        home.clickHouseEngines().getParent().getParent()));
            }
            return library;
        }
    }
}
