package dev.eventlane.systemtests.model;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.UUID;

/** Decides what one connection does next: every choice comes from the seed. Not thread-safe. */
final class OperationChooser {
    private static final int REMEMBERED = 40;
    /** For so many operations, all connections change the same shared event. */
    private static final int SHARED_FOR = 25;

    private final String name;
    private final SplittableRandom random;
    private final SplittableRandom sharedIds;
    private final EventBodies bodies;
    private final List<UUID> events = new ArrayList<>();
    private final List<Request> sent = new ArrayList<>();
    private final Deque<UUID> createsOwed = new ArrayDeque<>();
    private UUID shared;
    private int count;

    /**
     * A connection's choices.
     *
     * @param name unique in the load; the same name and seed choose the same
     */
    OperationChooser(String name, long seed, List<String> conversations) {
        this.name = name;
        this.random = new SplittableRandom(seed * 1_000_003 + name.hashCode());
        this.sharedIds = new SplittableRandom(seed);
        this.bodies = new EventBodies(random, conversations);
    }

    Request next() {
        if (count++ % SHARED_FOR == 0) {
            shared = randomId(sharedIds);
        }
        Request request = choose();
        if (sent.size() == REMEMBERED) {
            sent.remove(0);
        }
        sent.add(request);
        return request;
    }

    /** The creates for which something that was sent still waits; when empty, the connection may end. */
    Optional<Request> owed() {
        return Optional.ofNullable(createsOwed.poll()).map(this::create);
    }

    private Request choose() {
        int choice = random.nextInt(1000);
        if (events.isEmpty() || choice < 300) {
            return createNew();
        } else if (choice < 580) {
            return update(anEvent(), bodies.changes());
        } else if (choice < 650) {
            return changeNothing();
        } else if (choice < 730) {
            return Request.delete(tag(), anEvent());
        } else if (choice < 800) {
            return sent.get(random.nextInt(sent.size()));
        } else if (choice < 830) {
            return create(anEvent());
        } else if (choice < 900) {
            return onShared();
        } else if (choice < 997) {
            return beforeCreate();
        }
        // Its create never comes.
        return change(randomId(random));
    }

    private Request createNew() {
        int kind = random.nextInt(10);
        if (kind == 0) {
            return Request.collect(tag(), bodies.collected());
        }
        Request create = kind < 3 ? Request.createById(tag(), bodies.event()) : create(randomId(random));
        remember(create.event());
        return create;
    }

    private Request create(UUID event) {
        return Request.create(tag(), event, bodies.event(), random.nextBoolean());
    }

    /** The last update once more, as an operation of its own. */
    private Request changeNothing() {
        for (int i = sent.size() - 1; i >= 0; i--) {
            Request earlier = sent.get(i);
            if (earlier.operation().equals("update")) {
                return update(earlier.event(), earlier.body());
            }
        }
        return update(anEvent(), bodies.changes());
    }

    private Request onShared() {
        return random.nextInt(4) == 0 ? create(shared) : change(shared);
    }

    /** Changes an event whose create is still to come, or brings that create. */
    private Request beforeCreate() {
        if (createsOwed.isEmpty() || random.nextInt(3) == 0) {
            UUID event = randomId(random);
            createsOwed.add(event);
            return change(event);
        }
        if (random.nextBoolean()) {
            return change(createsOwed.getLast());
        }
        remember(createsOwed.peek());
        return owed().orElseThrow();
    }

    private Request change(UUID event) {
        return random.nextInt(6) == 0 ? Request.delete(tag(), event) : update(event, bodies.changes());
    }

    private Request update(UUID event, ObjectNode changes) {
        return Request.update(tag(), event, changes);
    }

    private UUID anEvent() {
        return events.get(random.nextInt(events.size()));
    }

    private void remember(UUID event) {
        if (events.size() == REMEMBERED) {
            events.remove(0);
        }
        events.add(event);
    }

    private String tag() {
        return name + "-" + count + "-" + sent.size() + "-" + Long.toHexString(random.nextLong());
    }

    private static UUID randomId(SplittableRandom random) {
        long high = (random.nextLong() & ~0xF000L) | 0x4000L;
        long low = (random.nextLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
        return new UUID(high, low);
    }
}
