package dev.eventlane.localstack.layout;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
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
    void deleting_leaves_what_somebody_else_put_there() throws Exception {
        DataFolder folder = new DataFolder(parent);
        Files.writeString(folder.log("kafka"), "text");
        Path letter = Files.writeString(parent.resolve("letter.txt"), "text");
        folder.delete();

        assertThat(letter).hasContent("text");
        assertThat(parent.resolve("logs")).doesNotExist();
    }
}
