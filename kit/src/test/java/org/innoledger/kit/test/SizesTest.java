package org.innoledger.kit.test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;

/// A file is read in one sitting and a function on one page: all modules' main trees, told all at once.
class SizesTest {
    private static final int FILE_LINES_MAX = 400;
    private static final int FUNCTION_LINES_MAX = 70;

    @Test
    void filesAndFunctionsAreShort() throws IOException {
        var root = Sources.root();
        var files = Sources.modules().stream()
                .flatMap(module -> Sources.java(module).stream())
                .toList();
        var breaches = new ArrayList<String>();
        for (var file : files) {
            var lines = Sources.text(file).lines().count();
            if (lines > FILE_LINES_MAX) {
                breaches.add("%s has %d lines".formatted(root.relativize(file), lines));
            }
        }
        breaches.addAll(longFunctions(files));
        assertTrue(files.size() > 100, "so few files prove nothing");
        assertEquals(List.of(), breaches);
    }

    private static List<String> longFunctions(List<Path> files) throws IOException {
        var breaches = new ArrayList<String>();
        var compiler = ToolProvider.getSystemJavaCompiler();
        try (var manager = compiler.getStandardFileManager(null, null, null)) {
            var task = (JavacTask)
                    compiler.getTask(null, manager, null, null, null, manager.getJavaFileObjectsFromPaths(files));
            var positions = Trees.instance(task).getSourcePositions();
            for (var unit : task.parse()) {
                new TreeScanner<Void, CompilationUnitTree>() {
                    @Override
                    public Void visitMethod(MethodTree function, CompilationUnitTree in) {
                        if (function.getBody() == null) {
                            return super.visitMethod(function, in);
                        }
                        // Annotations tell callers what the function does; they are none of its lines.
                        var from = in.getLineMap().getLineNumber(positions.getStartPosition(in, function.getBody()));
                        var to = in.getLineMap().getLineNumber(positions.getEndPosition(in, function));
                        if (to - from + 1 > FUNCTION_LINES_MAX) {
                            breaches.add("%s in %s has %d lines"
                                    .formatted(
                                            function.getName(),
                                            in.getSourceFile().getName(),
                                            to - from + 1));
                        }
                        return super.visitMethod(function, in);
                    }
                }.scan(unit, unit);
            }
        }
        return breaches;
    }
}
