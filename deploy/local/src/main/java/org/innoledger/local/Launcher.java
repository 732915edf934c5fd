package org.innoledger.local;

import java.nio.file.Path;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// The program behind `./ledger`, which finds a JDK, builds when needed, and hands over to this.
@Command(
        name = "ledger",
        description = {"企业创新台账：本地运行", "The enterprise innovation ledger on this machine."},
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {Up.class, Token.class, Status.class, Down.class, Bench.class})
public final class Launcher {
    private static final int REFUSED = 1;

    private Launcher() {}

    /// The one option that every command has.
    static final class Data {
        @Option(
                names = "--data",
                paramLabel = "DIR",
                description = "数据目录，默认为项目下的 .ledger · Data folder, by default .ledger in the project.")
        private Path folder;

        Path folder() {
            return folder == null ? Java.project().resolve(".ledger") : folder;
        }
    }

    public static void main(String[] arguments) {
        // Kafka's client says at every attempt that the broker is not there yet.
        System.setProperty("org.slf4j.simpleLogger.defaultLogLevel", "off");
        System.exit(run(arguments));
    }

    static int run(String... arguments) {
        return new CommandLine(new Launcher())
                .setExecutionExceptionHandler((thrown, command, parsed) -> {
                    var refusal = thrown instanceof Refusal known ? known : Refusal.unexpected("ledger", thrown);
                    System.err.println(refusal.text.zh());
                    System.err.println(refusal.text.en());
                    return REFUSED;
                })
                .execute(arguments);
    }
}
