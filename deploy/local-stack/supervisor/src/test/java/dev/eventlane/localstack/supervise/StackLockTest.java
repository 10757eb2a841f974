package dev.eventlane.localstack.supervise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.eventlane.localstack.LocalStackException;
import dev.eventlane.localstack.layout.DataFolder;
import dev.eventlane.localstack.process.JavaCommand;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StackLockTest {
    @TempDir
    Path root;

    @Test
    void one_holds_it_at_a_time() {
        DataFolder folder = new DataFolder(root);
        StackLock first = StackLock.take(folder);

        assertThatThrownBy(() -> StackLock.take(folder))
                .isInstanceOf(LocalStackException.class)
                .hasMessageContaining("(process " + ProcessHandle.current().pid() + " holds ")
                .hasMessageContaining("another start or stop of it is under way, or it runs already");

        first.close();
        first.close();
        assertThat(first.isHeld()).isFalse();
        StackLock.take(folder).close();
    }

    @Test
    void another_process_is_refused_too_also_after_a_refusal_in_this_one() throws Exception {
        DataFolder folder = new DataFolder(root);
        StackLock first = StackLock.take(folder);
        assertThatThrownBy(() -> StackLock.take(folder)).isInstanceOf(LocalStackException.class);

        assertThat(exitCodeOfAnotherProcess()).isEqualTo(Other.REFUSED);

        first.close();
        assertThat(exitCodeOfAnotherProcess()).isZero();
        StackLock.take(folder).close();
    }

    private int exitCodeOfAnotherProcess() throws Exception {
        JavaCommand command = JavaCommand.mainClass(
                        System.getProperty("java.class.path"), Other.class.getName(), root.toString())
                .heap(32)
                .serialCollector()
                .shortLived();
        Process process = new ProcessBuilder(command.line())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }

    static final class Other {
        static final int REFUSED = 5;

        private Other() {}

        public static void main(String[] arguments) {
            try {
                StackLock.take(new DataFolder(Path.of(arguments[0]))).close();
            } catch (LocalStackException e) {
                System.exit(REFUSED);
            }
        }
    }
}
