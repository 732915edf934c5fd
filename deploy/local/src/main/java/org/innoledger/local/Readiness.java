package org.innoledger.local;

import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

/// The end of a start: waits until everything serves, and goes on without what does not come, since one
/// process that cannot live is no reason for the others not to serve.
final class Readiness {
    private static final Duration POLL = Duration.ofMillis(100);

    /// How often it is looked whether a process that the start went on without has come. This goes on until it
    /// has or the suite stops.
    private static final Duration POLL_MISSING = Duration.ofSeconds(1);

    /// A process that a start waits for.
    ///
    /// @param child the process
    /// @param serves whether it serves now
    record Awaited(Child child, BooleanSupplier serves) {
        boolean ready() {
            if (serves.getAsBoolean()) {
                child.ready();
                return true;
            }
            return false;
        }

        /// Whether there is no point in waiting for it any longer: it is there, or keeps dying.
        boolean settled() {
            return child.keepsDying() || ready();
        }

        boolean missing() {
            return child.keepsDying() || !ready();
        }
    }

    private final Suite suite;

    Readiness(Suite suite) {
        this.suite = suite;
    }

    /// Waits until each process serves or keeps dying, refuses when nothing can be served, and watches over
    /// what is missing.
    ///
    /// @return the names of those that are missing
    List<String> await(List<Awaited> all, Duration atMost) {
        long deadline = System.nanoTime() + atMost.toNanos();
        while (!suite.awaited(() -> all.stream().allMatch(Awaited::settled)) && System.nanoTime() < deadline) {
            Pause.of(POLL);
        }
        var missing = suite.awaited(() -> all.stream().filter(Awaited::missing).toList());
        refuseWithoutUse(missing.stream().map(Awaited::child).toList(), atMost);
        missing.forEach(this::watch);
        return missing.stream().map(each -> each.child().name()).toList();
    }

    private static void refuseWithoutUse(List<Child> missing, Duration atMost) {
        for (var child : missing) {
            if (Suite.ESSENTIAL.contains(child.name())) {
                throw child.keepsDying()
                        ? child.couldNotStart()
                        : Refusal.of(
                                "%s 在 %d 秒内未就绪；详见 %s。",
                                "%s was not ready within %d seconds; see %s.",
                                child.name(),
                                atMost.toSeconds(),
                                child.log());
            }
        }
        var services = missing.stream()
                .filter(child -> Suite.SERVICES.contains(child.name()))
                .toList();
        if (services.size() == Suite.SERVICES.size()) {
            var reasons = services.stream()
                    .map(child -> "%s: %s (%s)".formatted(child.name(), child.why(), child.log()))
                    .collect(Collectors.joining("; "));
            throw Refusal.of("没有一个服务能够启动：%s。", "None of the services could start: %s.", reasons);
        }
    }

    /// Says at once that a process is missing, where it has not said so itself by dying, and later that it
    /// came.
    private void watch(Awaited missing) {
        var child = missing.child();
        if (!child.keepsDying()) {
            suite.console()
                    .say(
                            "%1$s 尚未就绪，不再等候；详见 %2$s · %1$s is not ready, and the start goes on without it; see %2$s",
                            child.name(), child.log());
        }
        Thread.startVirtualThread(() -> {
            while (!suite.stopsWithin(POLL_MISSING)) {
                if (missing.ready()) {
                    child.came();
                    return;
                }
            }
        });
    }
}
