package org.innoledger.kit.test;

import groovy.lang.Binding;
import groovy.lang.DelegatingMetaClass;
import groovy.lang.GroovyClassLoader;
import groovy.lang.GroovySystem;
import groovy.lang.MetaClass;
import groovy.lang.Script;
import io.restassured.internal.path.json.JSONAssertion;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.codehaus.groovy.runtime.InvokerHelper;

/// Compiles each JSON path once.
///
/// REST Assured evaluates a path as a Groovy script, and compiles that script anew for every assertion: that
/// takes more of a processor than the request and its answer together. What a path means stays as it is.
final class CompiledPaths extends DelegatingMetaClass {
    private final Map<String, Class<? extends Script>> scripts = new ConcurrentHashMap<>();
    private final GroovyClassLoader compiler = new GroovyClassLoader(JSONAssertion.class.getClassLoader());

    private CompiledPaths(MetaClass usual) {
        super(usual);
    }

    /// From here on, in this process.
    static void use() {
        var registry = GroovySystem.getMetaClassRegistry();
        var paths = new CompiledPaths(registry.getMetaClass(JSONAssertion.class));
        paths.initialize();
        registry.setMetaClass(JSONAssertion.class, paths);
    }

    @Override
    @SuppressWarnings("rawtypes")
    public Object invokeMethod(
            Class sender, Object path, String name, Object[] arguments, boolean toSuper, boolean fromInside) {
        return name.equals("eval")
                ? evaluate((JSONAssertion) path, arguments)
                : super.invokeMethod(sender, path, name, arguments, toSuper, fromInside);
    }

    /// @param arguments name of the root, the root, and the script
    private Object evaluate(JSONAssertion path, Object[] arguments) {
        var names = new HashMap<String, Object>();
        if (path.getParams() != null) {
            names.putAll(path.getParams());
        }
        names.put(arguments[0].toString(), arguments[1]);
        var script = scripts.computeIfAbsent(arguments[2].toString(), this::compiled);
        return InvokerHelper.createScript(script, new Binding(names)).run();
    }

    private Class<? extends Script> compiled(String text) {
        Class<?> script = compiler.parseClass(text);
        return script.asSubclass(Script.class);
    }
}
