package dev.eventlane.localstack.service;

import dev.eventlane.localstack.layout.DataFolder;
import dev.eventlane.localstack.layout.Home;
import dev.eventlane.localstack.process.JavaCommand;
import dev.eventlane.localstack.process.Launch;
import java.util.List;

/** Brings ClickHouse's tables up to date; a program that ends when they are. */
public record Migrations(Home home, DataFolder folder, JvmFiles jvmFiles, ClickHouseAccess clickHouse) {
    private static final String NAME = "migrations";
    private static final String MAIN_CLASS = "dev.eventlane.core.migration.Migrate";
    private static final int HEAP_MEBIBYTES = 96;

    /** Fails, with the program's last lines, when a migration fails. */
    public void run() {
        JavaCommand command = JavaCommand.mainClass(home.migrationsClassPath(), MAIN_CLASS)
                .heap(HEAP_MEBIBYTES)
                .serialCollector()
                .shortLived();
        List<String> line = jvmFiles.given(command, NAME).line();
        OneShot.run(new Launch(NAME, line, clickHouse.adminEnvironment(), folder.output(NAME)));
    }
}
