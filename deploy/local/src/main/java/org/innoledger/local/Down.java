package org.innoledger.local;

import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// Stops the suite from another terminal, or clears what a killed launcher left.
@Command(name = "down", description = "停止全部服务 · Stop everything.")
final class Down implements Callable<Integer> {
    /// Longer than every stage of an orderly stop together.
    private static final Duration TIMEOUT = Duration.ofSeconds(120);

    @Mixin
    private Launcher.Data data;

    @Override
    public Integer call() {
        var folder = Folder.existing(data.folder());
        var postgres = new Postgres(folder);
        var processes = new Processes(folder, postgres::stop);
        var launcher = processes.find(Processes.LAUNCHER);
        if (folder.tryTake().isEmpty() && launcher.isPresent()) {
            launcher.get().destroy();
            if (!Processes.ended(launcher.get(), TIMEOUT)) {
                throw Refusal.of(
                        "启动进程 %d 未能在 %d 秒内停止。",
                        "The launcher, process %d, did not stop within %d seconds.",
                        launcher.get().pid(),
                        TIMEOUT.toSeconds());
            }
            System.out.println("已停止 · Stopped.");
            return 0;
        }
        var left = processes.stopAll();
        processes.forget(Processes.LAUNCHER);
        System.out.println(
                left.isEmpty()
                        ? "没有在运行 · Nothing was running."
                        : "已清理上次遗留的进程：" + String.join(", ", left) + " · Cleared what the last run left.");
        return 0;
    }
}
