package dev.eventlane.benchmark.load;

import dev.eventlane.benchmark.http.Answer;
import dev.eventlane.benchmark.workload.Operation;
import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/** One phase on its way. Used by one thread. */
final class PhaseRun {
    private static final long MAX_MICROS = TimeUnit.MINUTES.toMicros(10);
    private static final int DIGITS = 3;
    private static final long ANSWER_NANOS = TimeUnit.SECONDS.toNanos(60);
    private static final long GIVE_UP_NANOS = TimeUnit.MINUTES.toNanos(5);
    private static final long LOOK_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long SELECT_MILLIS = 100;
    /** A server that refuses without saying for how long is not to be hammered. */
    private static final long SHORTEST_REST_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

    private final Operation operation;
    private final int operations;
    private final Writes writes;
    private final Schedule schedule;
    private final Selector selector;
    private final List<Client> clients;
    private final ProgressListener progress;
    private final Queue<Client> idle;
    private final Queue<Client> resting = new PriorityQueue<>(Comparator.comparingLong(Client::restsUntil));
    private final Histogram micros = new Histogram(MAX_MICROS, DIGITS);
    private final long startedAt = System.nanoTime();
    private long lookedAt = startedAt;
    private int sent;
    private int requests;
    private int accepted;
    private long refused;
    private long broken;

    PhaseRun(
            Operation operation,
            int operations,
            Writes writes,
            Schedule schedule,
            Selector selector,
            List<Client> clients,
            ProgressListener progress) {
        this.operation = operation;
        this.operations = operations;
        this.writes = writes;
        this.schedule = schedule;
        this.selector = selector;
        this.clients = clients;
        this.progress = progress;
        this.idle = new ArrayDeque<>(clients);
    }

    PhaseResult run() throws IOException {
        while (accepted < operations) {
            sendAgain();
            sendNext();
            select();
            look();
        }
        long now = System.nanoTime();
        progress.progressed(accepted, (now - startedAt) / 1e9);
        return new PhaseResult(
                operation,
                operations,
                Duration.ofNanos(now - startedAt),
                schedule.latencyKind(),
                micros,
                clients.size(),
                refused,
                broken);
    }

    private void sendAgain() throws IOException {
        while (!resting.isEmpty() && resting.peek().restsUntil() <= System.nanoTime()) {
            send(resting.remove());
        }
    }

    private void sendNext() throws IOException {
        while (sent < operations && !idle.isEmpty()) {
            long now = System.nanoTime();
            long due = schedule.dueAt(requests, startedAt, now);
            if (due > now) {
                return;
            }
            Client client = idle.remove();
            int end = Math.min(operations, sent + writes.itemsPerRequest());
            client.take(sent, end, due);
            sent = end;
            requests++;
            send(client);
        }
    }

    private void send(Client client) throws IOException {
        try {
            client.send(writes);
        } catch (IOException e) {
            broke(client, e);
        }
    }

    private void select() throws IOException {
        // In whole milliseconds: what is sent late by that counts as late.
        selector.select(sent < operations || !resting.isEmpty() ? 1 : SELECT_MILLIS);
        for (SelectionKey key : selector.selectedKeys()) {
            Client client = (Client) key.attachment();
            try {
                Answer answer = key.isValid() ? client.proceed() : null;
                if (answer != null) {
                    take(client, answer);
                }
            } catch (IOException e) {
                broke(client, e);
            }
        }
        selector.selectedKeys().clear();
    }

    private void take(Client client, Answer answer) throws IOException {
        if (client.state() != Client.State.BUSY) {
            throw new IOException("the server answered a request that was not sent");
        }
        long now = System.nanoTime();
        int before = client.items().count();
        Outcome outcome = writes.judge(client.items(), answer);
        if (outcome instanceof Outcome.Accepted) {
            accepted += before;
            micros.recordValue(Math.min(MAX_MICROS, TimeUnit.NANOSECONDS.toMicros(now - client.dueAt())));
            client.done();
            idle.add(client);
        } else if (outcome instanceof Outcome.Again again) {
            accepted += before - client.items().count();
            refused++;
            rest(client, Math.max(SHORTEST_REST_NANOS, TimeUnit.SECONDS.toNanos(again.seconds())));
        } else if (outcome instanceof Outcome.Refused refusal) {
            throw new RefusedException("operation %d of phase %s was refused: %s"
                    .formatted(client.items().number(0), operation.label(), refusal.reason()));
        }
    }

    /** The operations may be accepted or not; sending them again does no harm. */
    private void broke(Client client, IOException cause) throws IOException {
        client.disconnect();
        if (cause instanceof RefusedException) {
            throw cause;
        }
        if (client.state() == Client.State.BUSY) {
            broken++;
            giveUpIfLate(client, cause.toString());
            rest(client, TimeUnit.MILLISECONDS.toNanos(SELECT_MILLIS));
        }
    }

    private void rest(Client client, long nanos) throws IOException {
        giveUpIfLate(client, "it was refused again and again");
        client.rest(System.nanoTime() + nanos);
        resting.add(client);
    }

    private void giveUpIfLate(Client client, String reason) throws IOException {
        if (System.nanoTime() - client.takenAt() > GIVE_UP_NANOS) {
            throw new RefusedException("operation %d of phase %s was not accepted within %d s: %s"
                    .formatted(
                            client.items().number(0),
                            operation.label(),
                            TimeUnit.NANOSECONDS.toSeconds(GIVE_UP_NANOS),
                            reason));
        }
    }

    /** Once a second: how far it is, and who waits in vain. */
    private void look() throws IOException {
        long now = System.nanoTime();
        if (now - lookedAt < LOOK_NANOS) {
            return;
        }
        lookedAt = now;
        progress.progressed(accepted, (now - startedAt) / 1e9);
        for (Client client : clients) {
            if (client.state() == Client.State.BUSY && now - client.sentAt() > ANSWER_NANOS) {
                broke(client, new IOException("no answer came"));
            }
        }
    }
}
