package dev.eventlane.benchmark.load;

import dev.eventlane.benchmark.http.Target;
import dev.eventlane.benchmark.workload.EventIds;
import dev.eventlane.benchmark.workload.Operation;
import dev.eventlane.benchmark.workload.Workload;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.List;

/** Sends the phases of a workload, one after the other, over the same connections. Used by one thread. */
public final class LoadGenerator implements AutoCloseable {
    private final Target target;
    private final Workload workload;
    private final LoadShape shape;
    private final EventIds ids;
    private final Selector selector = Selector.open();
    private final List<Client> clients = new ArrayList<>();

    public LoadGenerator(Target target, Workload workload, LoadShape shape) throws IOException {
        this.target = target;
        this.workload = workload;
        this.shape = shape;
        this.ids = new EventIds(workload);
        InetSocketAddress address = target.address();
        if (address.isUnresolved()) {
            throw new IOException("the host " + address.getHostString() + " is not known");
        }
        for (int i = 0; i < shape.connections(); i++) {
            clients.add(new Client(address, selector, shape.itemsPerRequest()));
        }
    }

    /**
     * Sends all operations of a phase and returns when each of them is accepted.
     *
     * @throws IOException if the server refuses one for good, or does not accept it within the time that a phase waits for it
     */
    public PhaseResult run(Operation operation, ProgressListener progress) throws IOException {
        Writes writes = shape.isBatch()
                ? new BatchWrites(operation, workload, ids, shape.itemsPerRequest(), target)
                : new SingleWrites(operation, workload, ids, shape.sendIds(), target);
        return new PhaseRun(operation, workload.count(operation), writes, shape.schedule(), selector, clients, progress)
                .run();
    }

    /** The IDs of the events, as the server knows them. */
    public EventIds ids() {
        return ids;
    }

    @Override
    public void close() throws IOException {
        for (Client client : clients) {
            client.close();
        }
        selector.close();
    }
}
