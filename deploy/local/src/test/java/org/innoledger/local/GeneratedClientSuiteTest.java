package org.innoledger.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.openapitools.codegen.DefaultGenerator;
import org.openapitools.codegen.config.CodegenConfigurator;

/// What whoever connects a system of their own does first: generate a client from the description and file
/// something.
@Tag("long")
@DisplayName("a client that openapi-generator makes from /openapi")
@ExtendWith(RunningSuite.Extension.class)
class GeneratedClientSuiteTest {
    private static final String PACKAGE = "org.innoledger.client";
    private static final String PROGRAM = "FilesAnEnterprise";
    private static final String CODE = SuiteTest.code("14010600009101");
    private static final long PROGRAM_SECONDS = 120;

    private final RunningSuite suite;

    GeneratedClientSuiteTest(RunningSuite suite) {
        this.suite = suite;
    }

    @Test
    @DisplayName("compiles, files an enterprise, reads, lists, amends, imports and withdraws it, and reads the changes")
    void filesAnEnterprise(@TempDir Path folder) throws Exception {
        generate(folder.resolve("client"));
        var program = folder.resolve(PROGRAM + ".java");
        try (var text = GeneratedClientSuiteTest.class.getResourceAsStream("/" + PROGRAM + ".java.txt")) {
            Files.copy(text, program);
        }
        var classes = compile(folder.resolve("classes"), program, folder.resolve("client/src/main/java"));
        assertEquals("""
                filed 201 as version 1, NOT_STARTED, ETag "1"
                filed again 200 as version 1
                read 示例·生成客户端厂: C4011 PRIVATE 30000000 2020-01-01
                listed 1 of 1
                amended to version 2, staff null, still 示例·生成客户端厂
                stale 412 /problems/version-conflict
                imported 2: UNCHANGED, REFUSED by /problems/invalid-request at /facts/industry
                history 2 1, staff 4321 became null
                first change org.innoledger.enterprise.registered.v1 enterprise
                own change enterprise.registered, version 1, region 140106, 示例·生成客户端厂
                withdrawn, then 410
                """, run(classes));
    }

    /// As `openapi-generator generate -i … -g java --library native` does.
    private void generate(Path client) {
        var configuration = new CodegenConfigurator()
                .setInputSpec(suite.origin() + "/openapi")
                .setValidateSpec(true)
                .setGeneratorName("java")
                .setLibrary("native")
                .setInvokerPackage(PACKAGE)
                .setApiPackage(PACKAGE + ".api")
                .setModelPackage(PACKAGE + ".model")
                .addAdditionalProperty("useJakartaEe", "true")
                // Callers name what they send, so that one more filter breaks nobody.
                .addAdditionalProperty("useSingleRequestParameter", "true")
                // An entry is read as that of its register, not tried as that of each.
                .addAdditionalProperty("useOneOfDiscriminatorLookup", "true")
                .setOutputDir(client.toString());
        var files = generated(configuration);
        assertTrue(files.stream().anyMatch(file -> file.getName().equals("EnterprisesApi.java")), files::toString);
    }

    /// What the generator makes of the document, without documents and tests of its own.
    static List<File> generated(CodegenConfigurator configuration) {
        for (var kind : List.of("apiDocs", "modelDocs", "apiTests", "modelTests")) {
            configuration.addGlobalProperty(kind, "false");
        }
        return new DefaultGenerator().opts(configuration.toClientOptInput()).generate();
    }

    /// Compiles a program together with the client on the class path of this test.
    private static Path compile(Path classes, Path program, Path client) throws IOException {
        Files.createDirectories(classes);
        var sources = new ArrayList<>(List.of(program));
        try (var files = Files.walk(client)) {
            files.filter(file -> file.toString().endsWith(".java")).forEach(sources::add);
        }
        var said = new DiagnosticCollector<JavaFileObject>();
        var compiler = ToolProvider.getSystemJavaCompiler();
        try (var manager = compiler.getStandardFileManager(said, Locale.ROOT, StandardCharsets.UTF_8)) {
            var options = List.of("-d", classes.toString(), "-cp", classPath(), "-proc:none", "-nowarn");
            var compiled = compiler.getTask(
                            null, manager, said, options, null, manager.getJavaFileObjectsFromPaths(sources))
                    .call();
            var errors = said.getDiagnostics().stream()
                    .filter(each -> each.getKind() == Diagnostic.Kind.ERROR)
                    .toList();
            assertTrue(compiled, errors::toString);
        }
        return classes;
    }

    /// Runs the compiled program as whoever wrote it would, in a JVM of its own.
    private String run(Path classes) throws IOException, InterruptedException {
        var said = classes.resolveSibling("said.txt");
        var process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Dstdout.encoding=UTF-8",
                        "-cp",
                        classes + File.pathSeparator + classPath(),
                        PROGRAM,
                        suite.origin(),
                        suite.as(Client.TAIYUAN).token(),
                        CODE)
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        if (!process.waitFor(PROGRAM_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
        var exit = process.waitFor();
        var text = Files.readString(said);
        assertEquals(0, exit, text);
        return text;
    }

    private static String classPath() {
        return System.getProperty("java.class.path");
    }
}
