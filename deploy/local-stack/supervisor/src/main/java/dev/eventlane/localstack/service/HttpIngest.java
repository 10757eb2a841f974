package dev.eventlane.localstack.service;

import dev.eventlane.localstack.layout.DataFolder;
import dev.eventlane.localstack.layout.Home;
import dev.eventlane.localstack.process.JavaCommand;
import dev.eventlane.localstack.process.Launch;
import dev.eventlane.localstack.process.Loopback;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;

/** The front door. */
public record HttpIngest(
        Home home,
        DataFolder folder,
        JvmFiles jvmFiles,
        int port,
        String kafkaBrokers,
        String topic,
        URI analytics,
        Map<String, String> environment)
        implements Service {
    private static final String NAME = "http-ingest";
    private static final int HEAP_MEBIBYTES = 256;

    @Override
    public String name() {
        return NAME;
    }

    public URI address() {
        return URI.create("http://" + Loopback.HOST + ":" + port);
    }

    @Override
    public void prepare() {
        jvmFiles.configuration();
    }

    @Override
    public Launch launch() {
        JavaCommand command =
                JavaCommand.jar(home.program(NAME)).heap(HEAP_MEBIBYTES).parallelCollector();
        Map<String, String> variables = new HashMap<>(environment);
        variables.put("HTTP_HOST", Loopback.HOST);
        variables.put("HTTP_PORT", Integer.toString(port));
        variables.put("KAFKA_BROKERS", kafkaBrokers);
        variables.put("KAFKA_TOPIC", topic);
        variables.put("ANALYTICS_URL", analytics.toString());
        return new Launch(NAME, jvmFiles.given(command, NAME).line(), variables, folder.output(NAME));
    }

    @Override
    public boolean isReady() {
        return Loopback.answers(address().resolve("/health"));
    }
}
