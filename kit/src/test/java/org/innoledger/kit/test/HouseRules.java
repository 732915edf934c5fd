package org.innoledger.kit.test;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import io.agroal.api.AgroalDataSource;
import io.quarkus.hibernate.orm.panache.Panache;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.transaction.Transactional;
import java.lang.reflect.Method;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.hibernate.Session;
import org.innoledger.kit.journal.Below;
import org.innoledger.kit.journal.Journal;
import org.innoledger.kit.journal.Kind;
import org.innoledger.kit.journal.Registered;
import org.junit.jupiter.api.Test;

/// The rules that every service keeps, checked over its classes and its database; all breaches are told at
/// once. Each service has a `HouseRulesTest` that extends this.
public abstract class HouseRules {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(location -> !location.contains("/kit/test/"))
            // The kit's tests come in a jar, where they are not told by their folder.
            .withImportOption(location -> !location.contains("Test.class") && !location.contains("Test$"))
            .importPackages("org.innoledger");

    private static final Set<String> PANACHE = Arrays.stream(PanacheRepositoryBase.class.getMethods())
            .map(Method::getName)
            .collect(Collectors.toSet());

    @Test
    void houseRules() throws SQLException {
        var breaches = new ArrayList<String>();
        rules().forEach(rule -> rule.evaluate(CLASSES)
                .getFailureReport()
                .getDetails()
                .forEach(detail -> breaches.add(rule.getDescription() + ": " + detail)));
        for (var entity : entities()) {
            breaches.addAll(table(entity));
        }
        breaches.addAll(journal());
        breaches.addAll(Walls.breaches(service(), owners(), leaning()));
        breaches.addAll(RecordRules.breaches(CLASSES));
        assertEquals(List.of(), breaches);
    }

    /// The service whose rules these are, by the package of the test.
    private String service() {
        var name = getClass().getPackageName();
        return name.substring(name.lastIndexOf('.') + 1);
    }

    private static Map<String, String> owners() {
        return entities().stream()
                .collect(Collectors.toMap(HouseRules::tableOf, entity -> feature(entity.getPackageName())));
    }

    @SuppressWarnings("unchecked")
    private static String tableOf(Class<? extends Registered<?>> entity) {
        return Kind.of((Class<Registered<Record>>) (Class<?>) entity).table();
    }

    private static String feature(String named) {
        return named.substring(named.lastIndexOf('.') + 1);
    }

    /// Each feature of the service with those whose classes it uses.
    private Map<String, Set<String>> leaning() {
        var within = "org.innoledger." + service() + ".";
        var leaning = new TreeMap<String, Set<String>>();
        for (var type : CLASSES) {
            if (type.getPackageName().startsWith(within)) {
                type.getDirectDependenciesFromSelf().stream()
                        .map(dependency -> dependency.getTargetClass().getPackageName())
                        .filter(name -> name.startsWith(within))
                        .forEach(
                                name -> leaning.computeIfAbsent(feature(type.getPackageName()), none -> new TreeSet<>())
                                        .add(feature(name)));
            }
        }
        return leaning;
    }

    private static Stream<ArchRule> rules() {
        var outsideKit = DescribedPredicate.describe(
                "outside the kit", (JavaClass type) -> !type.getPackageName().startsWith("org.innoledger.kit"));
        return Stream.of(
                classes().that().areAnnotatedWith(Entity.class).should().beAssignableTo(Registered.class),
                noClasses()
                        .that()
                        .doNotHaveFullyQualifiedName(Journal.class.getName())
                        .should()
                        .dependOnClassesThat()
                        .haveFullyQualifiedName(Transactional.class.getName()),
                noClasses().should().dependOnClassesThat().haveFullyQualifiedName(EntityManager.class.getName()),
                noClasses()
                        .that()
                        .resideOutsideOfPackage("org.innoledger.kit..")
                        .should()
                        .dependOnClassesThat()
                        .haveFullyQualifiedName(EntityManagerFactory.class.getName()),
                noClasses().should().dependOnClassesThat().haveFullyQualifiedName(Session.class.getName()),
                // The role that sees all regions has a pool of its own, and nobody else has one.
                noClasses()
                        .that()
                        .resideOutsideOfPackage("org.innoledger.kit..")
                        .should()
                        .dependOnClassesThat()
                        .haveFullyQualifiedName(AgroalDataSource.class.getName()),
                noClasses()
                        .that()
                        .resideOutsideOfPackage("org.innoledger.kit..")
                        .should()
                        .dependOnClassesThat()
                        .haveFullyQualifiedName(DataSource.class.getName()),
                noClasses()
                        .that()
                        .resideInAPackage("org.innoledger.kit..")
                        .should()
                        .dependOnClassesThat(outsideKit.and(DescribedPredicate.describe(
                                "of a service", type -> type.getPackageName().startsWith("org.innoledger")))),
                slices().matching("org.innoledger.kit.(*)..")
                        .should()
                        .beFreeOfCycles()
                        .as("the kit's packages do not hang on each other in a circle"),
                classes().should(touchNoForeignEntity()),
                classes().that().areAssignableTo(PanacheRepositoryBase.class).should(lookUpOnly()),
                // Everything else that Panache offers writes, flushes, or goes round the journal.
                noClasses()
                        .should()
                        .dependOnClassesThat()
                        .haveFullyQualifiedName(PanacheEntityBase.class.getName())
                        .orShould()
                        .dependOnClassesThat()
                        .haveFullyQualifiedName(Panache.class.getName())
                        .orShould()
                        .callMethodWhere(DescribedPredicate.describe(
                                "a repository offers besides find and count",
                                call -> call.getTargetOwner().isAssignableTo(PanacheRepositoryBase.class)
                                        && PANACHE.contains(call.getName())
                                        && !Set.of("find", "count").contains(call.getName()))));
    }

    /// A repository stands in the entity that it looks up, and answers records instead of entities: Hibernate
    /// would keep those for the rest of the transaction, and not see what the journal's statements write
    /// meanwhile.
    private static ArchCondition<JavaClass> lookUpOnly() {
        return new ArchCondition<>("stand in their entity and project what they find") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                if (!type.getEnclosingClass()
                        .filter(each -> each.isAnnotatedWith(Entity.class))
                        .isPresent()) {
                    events.add(SimpleConditionEvent.violated(type, type.getName() + " stands in no entity"));
                }
                type.getCodeUnits().stream()
                        .filter(unit -> calls(unit, "find") && !calls(unit, "project"))
                        .forEach(unit -> events.add(SimpleConditionEvent.violated(
                                unit, unit.getFullName() + " finds entities and does not project them")));
            }
        };
    }

    private static boolean calls(JavaCodeUnit unit, String method) {
        return unit.getMethodCallsFromSelf().stream()
                .anyMatch(call -> call.getName().equals(method));
    }

    /// A feature may use what another one offers, such as a rule, but never its entity or what is nested in
    /// it.
    private static ArchCondition<JavaClass> touchNoForeignEntity() {
        return new ArchCondition<>("touch no entity of another feature") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                type.getDirectDependenciesFromSelf().stream()
                        .filter(dependency ->
                                !dependency.getTargetClass().getPackageName().equals(type.getPackageName()))
                        .filter(dependency -> ofEntity(dependency.getTargetClass()))
                        .forEach(dependency ->
                                events.add(SimpleConditionEvent.violated(dependency, dependency.getDescription())));
            }
        };
    }

    private static boolean ofEntity(JavaClass type) {
        return type.isAnnotatedWith(Entity.class)
                || type.getEnclosingClass().filter(HouseRules::ofEntity).isPresent();
    }

    private static List<Class<? extends Registered<?>>> entities() {
        var entities = new ArrayList<Class<? extends Registered<?>>>();
        for (var type : CLASSES) {
            if (type.isAnnotatedWith(Entity.class)) {
                entities.add(entity(type));
            }
        }
        if (entities.isEmpty()) {
            throw new AssertionError("no register was found: this test would prove nothing");
        }
        return entities;
    }

    @SuppressWarnings("unchecked")
    private static Class<? extends Registered<?>> entity(JavaClass type) {
        return (Class<? extends Registered<?>>) type.reflect();
    }

    /// The table of a register: regions are forced on it, the application may not delete, and may not own it.
    private static List<String> table(Class<? extends Registered<?>> entity) throws SQLException {
        var breaches = new ArrayList<String>();
        var table = tableOf(entity);
        check(
                breaches,
                table + " has no FORCE row-level security",
                "select relrowsecurity and relforcerowsecurity from pg_class where oid = '%s'::regclass",
                table);
        check(
                breaches,
                table + " can be deleted from",
                "select not has_table_privilege('innoledger_app', '%s', 'delete, truncate')",
                table);
        check(
                breaches,
                table + " is owned by the application",
                "select pg_get_userbyid(relowner) = 'innoledger_owner' from pg_class where oid = '%s'::regclass",
                table);
        check(
                breaches,
                table + " has a policy that is not the kit's",
                "select array_agg(polname order by polname) = '{%s}' from pg_policy where polrelid = '%s'::regclass",
                entity.isAnnotationPresent(Below.class) ? "below,caller,system" : "caller,system",
                table);
        return breaches;
    }

    private static List<String> journal() throws SQLException {
        var breaches = new ArrayList<String>();
        check(
                breaches,
                "the journal has no FORCE row-level security",
                "select relrowsecurity and relforcerowsecurity from pg_class where oid = 'journal'::regclass");
        for (var role : List.of("innoledger_app", "innoledger_system")) {
            for (var table : List.of("journal", "journal_seal")) {
                check(
                        breaches,
                        role + " may change or delete in " + table,
                        "select not has_table_privilege('%s', '%s', 'update, delete, truncate')",
                        role,
                        table);
            }
        }
        check(
                breaches,
                "the application role may bypass row-level security",
                "select not (rolbypassrls or rolsuper) from pg_roles where rolname = 'innoledger_app'");
        check(
                breaches,
                "an entry's type is no noun.past-tense-verb",
                "select count(*) = 0 from journal where type !~ '^[a-z-]+\\.[a-z-]+(ed|un|awn|ought|ent)$'");
        return breaches;
    }

    private static void check(List<String> breaches, String breach, String sql, Object... names) throws SQLException {
        try (var connection = Service.superuser();
                var statement = connection.createStatement();
                var answer = statement.executeQuery(sql.formatted(names))) {
            if (!answer.next() || !answer.getBoolean(1)) {
                breaches.add(breach);
            }
        }
    }
}
