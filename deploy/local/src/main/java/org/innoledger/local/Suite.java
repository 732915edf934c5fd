package org.innoledger.local;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/// All processes of a local run: started together, watched, stopped in order.
final class Suite {
    static final String GATEWAY = "gateway";
    static final String LEDGER = "ledger-service";
    static final String TALENT = "talent-service";
    static final String PLATFORM = "platform-service";
    static final String KAFKA = "kafka";
    static final String POSTGRES = "postgresql";

    static final List<String> SERVICES = List.of(LEDGER, TALENT, PLATFORM);

    /// What nothing works without: where one of these dies before it was ever ready, there is no start.
    static final List<String> ESSENTIAL = List.of(POSTGRES, GATEWAY);

    /// Each stage is stopped when the one before has ended: nothing loses what it still needs.
    static final List<List<String>> STOP_ORDER = List.of(List.of(GATEWAY), SERVICES, List.of(KAFKA), List.of(POSTGRES));

    private static final Duration START_TIMEOUT = Duration.ofMinutes(3);

    private static final Duration ADMIT_AGAIN = Duration.ofMillis(500);

    private final Folder folder;
    private final Console console;
    private final Postgres postgres;
    private final Kafka kafka;
    private final Processes processes;
    private final List<Child> children = new CopyOnWriteArrayList<>();
    private final CompletableFuture<Void> end = new CompletableFuture<>();
    private final CountDownLatch stop = new CountDownLatch(1);

    Suite(Folder folder, Console console) {
        this.folder = folder;
        this.console = console;
        this.postgres = new Postgres(folder);
        this.kafka = new Kafka(folder);
        this.processes = new Processes(folder, postgres::stop);
    }

    /// Ends what a launcher that was killed has left running.
    List<String> clearLeftovers() {
        return processes.stopAll();
    }

    /// Starts everything and returns when every request can be served, or all that can be without a process
    /// that does not come, which goes on being tried.
    ///
    /// @return the names of the processes that did not come
    List<String> start(Ports ports) {
        postgres.check();
        kafka.check();
        SERVICES.forEach(Services::jar);
        Services.jar(GATEWAY);
        var secrets = Secrets.ofFolder(folder);
        Tokens.make(folder);
        // The broker is formatted and started beside the database; the services wait for the database only.
        var broker = CompletableFuture.supplyAsync(() -> startBroker(ports, secrets), Thread::startVirtualThread);
        startDatabase(ports, secrets);
        var services = new Services(folder, ports, secrets);
        var awaited = new ArrayList<Readiness.Awaited>();
        for (var name : SERVICES) {
            var child = launch(services.command(name));
            awaited.add(new Readiness.Awaited(child, () -> isReady(services, name)));
        }
        awaited.add(new Readiness.Awaited(launch(services.command(GATEWAY)), () -> isReady(services, GATEWAY)));
        awaited.add(new Readiness.Awaited(joined(broker), () -> takesEvents(services, ports)));
        return new Readiness(this).await(awaited, START_TIMEOUT);
    }

    private static boolean isReady(Services services, String name) {
        return Http.status(services.management(name) + "/q/health/ready") == 200;
    }

    /// Whether the broker serves: the whole suite is UP only when each service has reached it. Where a service
    /// is away the suite cannot say, and the broker's port has to do.
    private static boolean takesEvents(Services services, Ports ports) {
        return Ports.answers(ports.of(KAFKA))
                && (Http.get(services.address(GATEWAY) + "/health", null).contains("\"UP\"")
                        || SERVICES.stream().anyMatch(name -> !isReady(services, name)));
    }

    /// Starts the broker, and lets its users in as soon as it takes requests, however long that takes.
    Child startBroker(Ports ports, Secrets secrets) {
        kafka.prepare(ports, secrets);
        var child = launch(kafka.command());
        Thread.startVirtualThread(() -> {
            while (!kafka.admitUsers(ports, secrets) && !stopsWithin(ADMIT_AGAIN)) {
                // Once more.
            }
        });
        return child;
    }

    void startDatabase(Ports ports, Secrets secrets) {
        postgres.prepare(secrets);
        var server = launch(postgres.command(ports));
        awaited(() -> {
            postgres.bootstrap(ports, secrets);
            return true;
        });
        server.ready();
    }

    private Child launch(Child.Command command) {
        var child = new Child(command, folder, processes, this, Backoff.USUAL);
        children.add(child);
        child.start();
        return child;
    }

    /// The names of the processes that died and have not lived for long since.
    List<String> restarting() {
        return children.stream().filter(Child::restarting).map(Child::name).toList();
    }

    /// Does one step of the start unless the suite has failed meanwhile, or fails during it, whose reason is
    /// the better one.
    <T> T awaited(Supplier<T> step) {
        var running = CompletableFuture.supplyAsync(step, Thread::startVirtualThread);
        joined(CompletableFuture.anyOf(end, running));
        return joined(running);
    }

    private static <T> T joined(CompletableFuture<T> future) {
        try {
            return future.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof Refusal refusal ? refusal : Refusal.unexpected("start", e.getCause());
        }
    }

    /// Waits until something makes the suite end, and says what.
    void awaitEnd() {
        joined(end);
    }

    /// Makes the suite end, from whichever thread noticed why.
    void fail(Refusal why) {
        if (!stopping()) {
            end.completeExceptionally(why);
        }
    }

    boolean stopping() {
        return stop.getCount() == 0;
    }

    /// Waits, and says whether the suite stops, which ends the wait at once.
    boolean stopsWithin(Duration time) {
        try {
            return stop.await(time.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            // Whoever is interrupted is to end, as it does at a stop.
            Thread.currentThread().interrupt();
            return true;
        }
    }

    /// Stops everything in order. Called again, it has nothing to do.
    void stop() {
        synchronized (this) {
            stop.countDown();
        }
        boolean running = !processes.running().isEmpty();
        if (running) {
            console.say("正在停止 · Stopping …");
        }
        // Also where nothing runs: a process that rests has its deaths on record.
        processes.stopAll();
        if (running) {
            console.say("已停止 · Stopped.");
        }
    }

    Console console() {
        return console;
    }
}
