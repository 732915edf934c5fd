package org.innoledger.local;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// All processes of a local run: started together, watched, stopped in order.
final class Suite {
    static final String GATEWAY = "gateway";
    static final String LEDGER = "ledger-service";
    static final String TALENT = "talent-service";
    static final String PLATFORM = "platform-service";
    static final String KAFKA = "kafka";
    static final String POSTGRES = "postgresql";

    static final List<String> SERVICES = List.of(LEDGER, TALENT, PLATFORM);

    /// Each stage is stopped when the one before has ended: nothing loses what it still needs.
    static final List<List<String>> STOP_ORDER = List.of(List.of(GATEWAY), SERVICES, List.of(KAFKA), List.of(POSTGRES));

    private static final Duration START_TIMEOUT = Duration.ofMinutes(3);
    private static final Duration POLL = Duration.ofMillis(100);

    private final Folder folder;
    private final Console console;
    private final Postgres postgres;
    private final Kafka kafka;
    private final Processes processes;
    private final CompletableFuture<Void> end = new CompletableFuture<>();
    private boolean stopping;

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

    /// Starts everything and returns when every request can be served.
    void start(Ports ports) {
        postgres.check();
        kafka.check();
        SERVICES.forEach(Services::jar);
        Services.jar(GATEWAY);
        var secrets = Secrets.ofFolder(folder);
        Tokens.make(folder);
        // The broker is formatted and started beside the database; the services wait for the database only.
        var broker = CompletableFuture.runAsync(() -> startBroker(ports), Thread::startVirtualThread);
        startDatabase(ports, secrets);
        startServices(new Services(folder, ports, secrets));
        joined(broker);
    }

    void startBroker(Ports ports) {
        kafka.prepare(ports);
        launch(kafka.command()).ready();
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

    private void startServices(Services services) {
        var started = Stream.concat(SERVICES.stream(), Stream.of(GATEWAY))
                .map(name -> launch(services.command(name)))
                .toList();
        awaitReady(services);
        started.forEach(Child::ready);
    }

    private Child launch(Child.Command command) {
        var child = new Child(command, folder, processes, this);
        child.start();
        return child;
    }

    private void awaitReady(Services services) {
        for (var name : SERVICES) {
            awaitTrue(name, () -> Http.status(services.address(name) + "/q/health/ready") == 200);
        }
        var health = services.address(GATEWAY) + "/health";
        awaitTrue(GATEWAY, () -> Http.get(health, null).contains("\"UP\""));
    }

    /// Polls until the check holds, the suite fails, or the time is over.
    private void awaitTrue(String name, Supplier<Boolean> check) {
        long deadline = System.nanoTime() + START_TIMEOUT.toNanos();
        while (!awaited(check)) {
            if (System.nanoTime() > deadline) {
                throw Refusal.of(
                        "%s 在 %d 秒内未就绪；详见 %s。",
                        "%s was not ready within %d seconds; see %s.",
                        name,
                        START_TIMEOUT.toSeconds(),
                        folder.log(name));
            }
            Pause.of(POLL);
        }
    }

    /// Does one step of the start unless the suite has failed meanwhile, or fails during it, whose reason is
    /// the better
    /// one.
    private <T> T awaited(Supplier<T> step) {
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

    synchronized boolean stopping() {
        return stopping;
    }

    /// Stops everything in order. Called again, it has nothing to do.
    void stop() {
        synchronized (this) {
            stopping = true;
        }
        if (!processes.running().isEmpty()) {
            console.say("正在停止 · Stopping …");
            processes.stopAll();
            console.say("已停止 · Stopped.");
        }
    }

    Console console() {
        return console;
    }
}
