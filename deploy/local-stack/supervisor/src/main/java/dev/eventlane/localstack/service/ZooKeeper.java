package dev.eventlane.localstack.service;

import dev.eventlane.localstack.layout.DataFolder;
import dev.eventlane.localstack.layout.Home;
import dev.eventlane.localstack.layout.Template;
import dev.eventlane.localstack.process.JavaCommand;
import dev.eventlane.localstack.process.Launch;
import dev.eventlane.localstack.process.Loopback;
import java.nio.file.Path;
import java.util.Map;

/** One ZooKeeper, from Flink's own class path: in it the JobManager remembers its jobs. */
public record ZooKeeper(Home home, DataFolder folder, JvmFiles jvmFiles, int port) implements Service {
    private static final String NAME = "zookeeper";
    private static final int HEAP_MEBIBYTES = 64;

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void prepare() {
        Template.named("zoo.cfg")
                .writeTo(
                        folder.configuration(NAME),
                        Map.of(
                                "PORT",
                                Integer.toString(port),
                                "DATA",
                                folder.data(NAME).toString()));
    }

    @Override
    public Launch launch() {
        Path configuration = folder.configuration(NAME).resolve("zoo.cfg");
        JavaCommand command = JavaCommand.mainClass(
                        home.flinkClassPath(),
                        "org.apache.flink.runtime.zookeeper.FlinkZooKeeperQuorumPeer",
                        "--zkConfigFile",
                        configuration.toString(),
                        "--peerId",
                        "1")
                .heap(HEAP_MEBIBYTES)
                .serialCollector()
                .shortLived();
        return new Launch(NAME, jvmFiles.given(command, NAME).line(), Map.of(), folder.output(NAME));
    }

    @Override
    public boolean isReady() {
        return Loopback.accepts(Loopback.HOST, port);
    }
}
