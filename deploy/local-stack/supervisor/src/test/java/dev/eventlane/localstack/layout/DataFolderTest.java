package dev.eventlane.localstack.layout;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {
    @TempDir
    Path parent;

    @Test
    void deleting_leaves_nothing_of_a_folder_that_was_only_ours() throws Exception {
        DataFolder folder = new DataFolder(parent.resolve("stack"));
        Files.writeString(folder.log("kafka"), "text");
        Files.writeString(folder.data("kafka").resolve("segment"), "bytes");
        folder.delete();

        assertThat(folder.root()).doesNotExist();
    }

    @Test
    void only_its_owner_can_read_a_folder_that_was_made_here() throws Exception {
        DataFolder folder = new DataFolder(parent.resolve("missing/stack"));
        folder.data("flink");

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.root())))
                .isEqualTo("rwx------");
    }

    @Test
    void a_folder_that_was_there_stays_as_it_is() throws Exception {
        Path open = Files.createDirectory(parent.resolve("open"));
        Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxr-xr-x"));
        new DataFolder(open).data("flink");

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(open)))
                .isEqualTo("rwxr-xr-x");
    }

    @Test
    void deleting_leaves_what_somebody_else_put_there() throws Exception {
        DataFolder folder = new DataFolder(parent);
        Files.writeString(folder.log("kafka"), "text");
        Path letter = Files.writeString(parent.resolve("letter.txt"), "text");
        folder.delete();

        assertThat(letter).hasContent("text");
        assertThat(parent.resolve("logs")).doesNotExist();
    }
}
