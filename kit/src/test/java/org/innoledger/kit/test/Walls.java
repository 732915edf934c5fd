package org.innoledger.kit.test;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreeScanner;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.tools.ToolProvider;

/// The walls between the features of one service, in Java and in SQL: who leans on whom stands in the block
/// `walls` of docs/ARCHITECTURE.md, nobody leans on anybody else, and nobody in a circle. What belongs to
/// another feature is read by the view that it offers (`known_…`), by its function, or by a bean.
final class Walls {
    private static final Pattern BLOCK = Pattern.compile("```walls\n(.*?)```", Pattern.DOTALL);
    private static final Pattern LEANS = Pattern.compile("(\\w+): (\\w+) -> (.+)");
    private static final Pattern OWNS = Pattern.compile("(\\w+): (\\w+) (owns|shares) (.+)");

    /// Where SQL names a relation: after a keyword, or after a comma of a list of them.
    private static final Pattern NAMED = Pattern.compile(
            "\\b(?:from|join|update|into|lateral)\\s+(\\w+)|\\bfrom [^()]*?,\\s*(\\w+)(?: as)? \\w+\\b|\\b(\\w+)\\(");

    private static final Pattern CREATED =
            Pattern.compile("create (?:or replace )?(?:table|view|function|procedure) (\\w+)");

    private static final Pattern SQL = Pattern.compile("\\b(?:select|from|join|update|insert into|delete from) ");

    private final String service;
    private final Set<String> features = new TreeSet<>();

    /// Who may lean on whom.
    private final Map<String, Set<String>> allowed = new TreeMap<>();

    /// Whose each table, view and function is.
    private final Map<String, String> owners = new HashMap<>();

    /// Relations that others may name: views, functions, and tables that are shared.
    private final Set<String> offered = new HashSet<>();

    private final Map<String, Set<String>> leaning = new TreeMap<>();
    private final List<String> breaches = new ArrayList<>();

    private Walls(String service) {
        this.service = service;
    }

    /// Every breach in a service.
    ///
    /// @param entities owners of the tables of registers
    /// @param javaEdges features and those whose classes they use
    static List<String> breaches(String service, Map<String, String> entities, Map<String, Set<String>> javaEdges)
            throws SQLException {
        var walls = new Walls(service);
        walls.readList();
        walls.readCatalogue(entities);
        javaEdges.forEach((from, to) -> to.forEach(each -> walls.leans(from, each, "by its classes")));
        walls.readStatements();
        walls.readDefinitions();
        walls.compare();
        return walls.breaches;
    }

    private void readList() {
        var block = BLOCK.matcher(Sources.text(Sources.root().resolve("docs/ARCHITECTURE.md")));
        if (!block.find()) {
            throw new AssertionError("docs/ARCHITECTURE.md has no block `walls`");
        }
        for (var line : block.group(1).lines().filter(each -> !each.isBlank()).toList()) {
            var leans = LEANS.matcher(line);
            var owns = OWNS.matcher(line);
            if (leans.matches()) {
                if (leans.group(1).equals(service)) {
                    allowed.computeIfAbsent(leans.group(2), none -> new TreeSet<>())
                            .addAll(List.of(leans.group(3).split(", ")));
                }
            } else if (owns.matches()) {
                if (owns.group(1).equals(service)) {
                    var names = List.of(owns.group(4).split(", "));
                    names.forEach(each -> owners.put(each, owns.group(2)));
                    if (owns.group(3).equals("shares")) {
                        offered.addAll(names);
                    }
                }
            } else {
                breaches.add("the block `walls` has a line of another form: " + line);
            }
        }
    }

    /// Whose what is: a register's table is its entity's, all else bears the name of its feature in front.
    private void readCatalogue(Map<String, String> entities) throws SQLException {
        // Flyway's own table came with it.
        var ofTheKit = new HashSet<>(Set.of("flyway_schema_history"));
        for (var file : Sources.below(Sources.root().resolve("kit/src/main/resources/db/kit"), ".sql")) {
            CREATED.matcher(Sources.text(file)).results().forEach(each -> ofTheKit.add(each.group(1)));
        }
        var packages = Sources.root().resolve(service + "-service/src/main/java/org/innoledger/" + service);
        Sources.below(packages, ".java")
                .forEach(file ->
                        features.add(packages.relativize(file).getName(0).toString()));
        owners.putAll(entities);
        for (var row : rows("""
                select relname, relkind = 'v' from pg_class
                where relnamespace = 'public'::regnamespace and relkind in ('r', 'v', 'p')
                union all
                select proname, true from pg_proc
                where pronamespace = 'public'::regnamespace and not exists (
                    select from pg_depend where classid = 'pg_proc'::regclass and objid = pg_proc.oid and deptype = 'e')
                """)) {
            var name = row.getFirst();
            if (owners.computeIfAbsent(name, this::byName) == null && !ofTheKit.contains(name)) {
                breaches.add("nobody owns %s: name it for its feature, or say whose it is".formatted(name));
            }
            if (row.get(1).equals("t") && owners.get(name) != null) {
                offered.add(name);
            }
        }
    }

    /// The feature of whose noun the name is made, or whose table's; null for what is the kit's.
    private String byName(String name) {
        var noun = name.replaceFirst("^known_", "");
        if (owners.containsKey(noun)) {
            return owners.get(noun);
        }
        return features.stream()
                .filter(feature -> noun.replace("_", "").startsWith(feature))
                .max((a, b) -> Integer.compare(a.length(), b.length()))
                .orElse(null);
    }

    /// The statements in the Java of each feature.
    private void readStatements() {
        var compiler = ToolProvider.getSystemJavaCompiler();
        var files = Sources.java(Sources.root().resolve(service + "-service"));
        try (var manager = compiler.getStandardFileManager(null, null, null)) {
            var task = (JavacTask)
                    compiler.getTask(null, manager, null, null, null, manager.getJavaFileObjectsFromPaths(files));
            for (var unit : task.parse()) {
                var parts = unit.getPackageName().toString().split("\\.");
                var feature = parts[parts.length - 1];
                new TreeScanner<Void, CompilationUnitTree>() {
                    @Override
                    public Void visitLiteral(LiteralTree literal, CompilationUnitTree in) {
                        if (literal.getValue() instanceof String text
                                && SQL.matcher(text).find()) {
                            var file = in.getSourceFile().getName();
                            read(feature, text, file.substring(file.lastIndexOf('/') + 1));
                        }
                        return null;
                    }
                }.scan(unit, unit);
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /// Views and functions as the migrations have left them, and foreign keys.
    private void readDefinitions() throws SQLException {
        for (var row : rows("""
                select relname, pg_get_viewdef(oid) from pg_class
                where relnamespace = 'public'::regnamespace and relkind = 'v'
                union all
                select proname, coalesce(nullif(prosrc, ''), pg_get_functiondef(oid)) from pg_proc
                where pronamespace = 'public'::regnamespace and prokind = 'f'
                union all
                select conrelid::regclass::text, ' from ' || confrelid::regclass from pg_constraint
                where contype = 'f' and connamespace = 'public'::regnamespace""")) {
            var owner = owners.get(row.getFirst());
            if (owner != null) {
                read(owner, row.get(1), "the definition of " + row.getFirst());
            }
        }
        for (var row : rows("""
                select tgrelid::regclass::text, proname from pg_trigger join pg_proc on pg_proc.oid = tgfoid
                where not tgisinternal""")) {
            var table = owners.get(row.getFirst());
            var function = owners.get(row.get(1));
            if (table != null && function != null) {
                leans(table, function, "by a trigger on " + row.getFirst());
            }
        }
    }

    private void read(String feature, String sql, String where) {
        for (var named = NAMED.matcher(sql); named.find(); ) {
            for (int group = 1; group <= named.groupCount(); group++) {
                var name = named.group(group);
                var owner = name == null ? null : owners.get(name);
                if (owner == null || owner.equals(feature) || group == 3 && !offered.contains(name)) {
                    continue;
                }
                leans(feature, owner, "by " + name + " in " + where);
                if (!offered.contains(name)) {
                    breaches.add("%s reads the table %s of %s itself, in %s".formatted(feature, name, owner, where));
                }
            }
        }
    }

    private void leans(String from, String on, String how) {
        if (!from.equals(on)) {
            leaning.computeIfAbsent(from, none -> new TreeSet<>()).add(on);
            if (!allowed.getOrDefault(from, Set.of()).contains(on)) {
                breaches.add("%s leans on %s, %s; the list does not say so".formatted(from, on, how));
            }
        }
    }

    /// A list says no more than there is, and nothing that runs in a circle.
    private void compare() {
        allowed.forEach((from, to) -> to.stream()
                .filter(each -> !leaning.getOrDefault(from, Set.of()).contains(each))
                .forEach(each -> breaches.add("the list says that %s leans on %s; it does not".formatted(from, each))));
        var rest = new LinkedHashMap<String, Set<String>>();
        leaning.forEach((from, to) -> rest.put(from, new TreeSet<>(to)));
        while (rest.entrySet().removeIf(each -> rest.keySet().stream().noneMatch(each.getValue()::contains))) {
            continue;
        }
        if (!rest.isEmpty()) {
            breaches.add("these lean on each other in a circle, or on such: "
                    + rest.entrySet().stream()
                            .map(each -> each.getKey() + " -> "
                                    + each.getValue().stream()
                                            .filter(rest::containsKey)
                                            .collect(Collectors.joining(", ")))
                            .collect(Collectors.joining("; ")));
        }
    }

    private static Collection<List<String>> rows(String sql) throws SQLException {
        try (var connection = Service.superuser();
                var statement = connection.createStatement();
                var answer = statement.executeQuery(sql)) {
            var rows = new ArrayList<List<String>>();
            while (answer.next()) {
                rows.add(List.of(answer.getString(1), answer.getString(2)));
            }
            return rows;
        }
    }
}
