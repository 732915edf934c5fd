package org.innoledger.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.openapitools.codegen.config.CodegenConfigurator;

/// A client whose models refuse what the document does not say: one field that is not as described, and a
/// whole page cannot be read. `check_tools` of `./ledger` says what it needs.
@Order(3)
@Tag("long")
@DisplayName("a Python client that openapi-generator makes from /openapi")
@ExtendWith(RunningSuite.Extension.class)
class PythonClientSuiteTest {
    private static final String PACKAGE = "ledger_client";
    private static final String PROGRAM = "reads_all_lists.py";
    private static final long PROGRAM_MINUTES = 10;

    private final RunningSuite suite;

    PythonClientSuiteTest(RunningSuite suite) {
        this.suite = suite;
    }

    @Test
    @DisplayName("reads every list of the sample to its end")
    void reads(@TempDir Path folder) throws Exception {
        var client = folder.resolve("client");
        // An entry is read as that of its register, not tried as that of each.
        var files = GeneratedClientSuiteTest.generated(new CodegenConfigurator()
                .setInputSpec(suite.origin() + "/openapi")
                .setValidateSpec(true)
                .setGeneratorName("python")
                .setPackageName(PACKAGE)
                .addAdditionalProperty("useOneOfDiscriminatorLookup", "true")
                .setOutputDir(client.toString()));
        assertTrue(files.stream().anyMatch(file -> file.getName().equals("enterprises_api.py")), files::toString);
        var program = client.resolve(PROGRAM);
        try (var text = PythonClientSuiteTest.class.getResourceAsStream("/" + PROGRAM + ".txt")) {
            Files.copy(text, program);
        }
        var said = run(program);
        assertTrue(said.lines().filter(line -> line.startsWith("list_")).count() > 40, said);
        System.out.println(said);
    }

    private String run(Path program) throws IOException, InterruptedException {
        var said = program.resolveSibling("said.txt");
        // Names of ours that a base class of the client's library has too draw warnings.
        var command = new ProcessBuilder(
                        "python3",
                        "-W",
                        "ignore",
                        program.toString(),
                        suite.origin(),
                        suite.as(Client.PROVINCE).token())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile());
        command.environment().put("PYTHONIOENCODING", "utf-8");
        var process = command.start();
        if (!process.waitFor(PROGRAM_MINUTES, TimeUnit.MINUTES)) {
            process.destroyForcibly();
        }
        var exit = process.waitFor();
        var text = Files.readString(said);
        assertEquals(0, exit, text);
        return text;
    }
}
