package dev.eventlane.localstack.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

class PortHolderTest {
    private static final String LISTENING =
            "   0: 0100007F:1FBB 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 4711 1 0 100 0 0 10 0";
    private static final String CONNECTED =
            "   1: 0100007F:1FBB 0100007F:9999 01 00000000:00000000 00:00000000 00000000     0        0 4712 1 0 100 0 0 10 0";

    @Test
    void finds_the_process_that_listens() throws Exception {
        Assumptions.assumeTrue(Files.exists(Path.of("/proc/net/tcp")), "the kernel shows its sockets");
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThat(PortHolder.of(socket.getLocalPort())).hasValueSatisfying(holder -> {
                assertThat(holder.pid()).isEqualTo(ProcessHandle.current().pid());
                assertThat(holder.command()).contains("java");
            });
            assertThat(FreePorts.isFree(socket.getLocalPort())).isFalse();
        }
    }

    @Test
    void nobody_holds_a_free_port() {
        int port = FreePorts.next();

        assertThat(FreePorts.isFree(port)).isTrue();
        assertThat(PortHolder.of(port)).isEmpty();
    }

    @Test
    void only_a_listening_socket_holds_its_port() {
        assertThat(PortHolder.socket(LISTENING, 8123)).contains("socket:[4711]");
        assertThat(PortHolder.socket(LISTENING, 8124)).isEmpty();
        assertThat(PortHolder.socket(CONNECTED, 8123)).isEmpty();
        assertThat(PortHolder.socket("  sl  local_address rem_address   st", 8123))
                .isEmpty();
    }
}
