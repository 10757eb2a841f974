package dev.eventlane.localstack.cli;

import dev.eventlane.localstack.StackConfig;
import dev.eventlane.localstack.layout.DataFolder;
import dev.eventlane.localstack.layout.Home;
import dev.eventlane.localstack.supervise.StackState;
import dev.eventlane.localstack.supervise.StateFile;
import dev.eventlane.localstack.supervise.Topology;
import java.util.Optional;

/**
 * The stack that a command is about: that of this project, configured by the environment.
 *
 * @param config ports that are 0 are not chosen yet
 */
record Installation(Home home, StackConfig config) {
    static Installation find() {
        Home home = Home.find();
        return new Installation(home, StackConfig.fromEnvironment(home.root(), System.getenv()));
    }

    DataFolder folder() {
        return new DataFolder(config.dataFolder());
    }

    Optional<StackState> state() {
        return StateFile.in(folder()).read();
    }

    /** The state, if the stack runs; fails, with what to do, when it does not. */
    StackState requireRunning() {
        return state().filter(StackState::isAlive).orElseThrow(NotRunningException::new);
    }

    /** The same on the ports that the stack listens on now, whatever the environment says. */
    Installation onItsPorts() {
        return state().map(StackState::startedWith)
                .map(startedWith -> new Installation(home, config.withPorts(startedWith.ports())))
                .orElse(this);
    }

    /** The key to use the API with: the user's, or the stack's own; never logged. */
    String apiKey() {
        String given = System.getenv().getOrDefault("EVENTLANE_API_KEY", "");
        return given.isBlank() ? topology().apiKey() : given;
    }

    Topology topology() {
        return Topology.of(home, config);
    }
}
