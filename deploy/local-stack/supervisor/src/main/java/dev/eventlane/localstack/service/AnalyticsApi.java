package dev.eventlane.localstack.service;

import dev.eventlane.localstack.layout.DataFolder;
import dev.eventlane.localstack.layout.Home;
import dev.eventlane.localstack.process.JavaCommand;
import dev.eventlane.localstack.process.Launch;
import dev.eventlane.localstack.process.Loopback;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;

/** The reads. */
public record AnalyticsApi(
        Home home,
        DataFolder folder,
        JvmFiles jvmFiles,
        int port,
        ClickHouseAccess clickHouse,
        URI flink,
        Map<String, String> environment)
        implements Service {
    private static final String NAME = "analytics-api";
    private static final int HEAP_MEBIBYTES = 192;

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
                JavaCommand.jar(home.program(NAME)).heap(HEAP_MEBIBYTES).serialCollector();
        Map<String, String> variables = new HashMap<>(environment);
        variables.putAll(clickHouse.apiEnvironment());
        variables.put("FLINK_REST_URL", flink.toString());
        variables.put("ANALYTICS_HOST", Loopback.HOST);
        variables.put("ANALYTICS_PORT", Integer.toString(port));
        return new Launch(NAME, jvmFiles.given(command, NAME).line(), variables, folder.output(NAME));
    }

    @Override
    public boolean isReady() {
        return Loopback.answers(address().resolve("/health"));
    }
}
