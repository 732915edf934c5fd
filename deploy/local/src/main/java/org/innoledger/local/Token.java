package org.innoledger.local;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// Prints an access token and nothing else, so that it can stand in a command: `$(./ledger token taiyuan)`.
@Command(name = "token", description = "打印某个本地客户端的访问令牌（1 小时） · Print an access token (1 hour).")
final class Token implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "CLIENT", description = "客户端 · the client")
    private String client;

    @Mixin
    private Launcher.Data data;

    @Override
    public Integer call() {
        var known = Client.find(client).orElseThrow(() -> {
            var titles = String.join(", ", Client.titles());
            return Refusal.of("没有客户端 %s，可用：%s。", "There is no client %s; there are: %s.", client, titles);
        });
        System.out.println(Tokens.existing(Folder.existing(data.folder())).token(known));
        return 0;
    }
}
