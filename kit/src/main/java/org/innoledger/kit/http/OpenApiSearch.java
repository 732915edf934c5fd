package org.innoledger.kit.http;

import io.quarkus.smallrye.openapi.OpenApiFilter.RunStage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.innoledger.kit.journal.Identified;
import org.innoledger.kit.journal.Indexed;
import org.innoledger.kit.journal.Searched;
import org.jboss.jandex.AnnotationTarget;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.DotName;
import org.jboss.jandex.IndexView;
import org.jboss.jandex.RecordComponentInfo;

/// Says of each list which fields its parameter `q` searches, leaves the parameter out where there are none,
/// and marks fields that are computed, and facts with those of their fields that an index serves.
///
/// It runs when a service is built, since only then the classes are known.
@io.quarkus.smallrye.openapi.OpenApiFilter(stages = RunStage.BUILD)
public class OpenApiSearch implements OASFilter {
    private static final DotName SEARCHED = DotName.createSimple(Searched.class);
    private static final DotName INDEXED = DotName.createSimple(Indexed.class);
    private static final DotName IDENTIFIED = DotName.createSimple(Identified.class);
    private static final DotName SCHEMA = DotName.createSimple(Schema.class);

    private final IndexView index;

    public OpenApiSearch(IndexView index) {
        this.index = index;
    }

    @Override
    public void filterOpenAPI(OpenAPI api) {
        markComputed(api);
        marked(INDEXED).forEach((name, fields) -> {
            var schema = api.getComponents().getSchemas().get(name);
            if (schema != null) {
                schema.addExtension(OpenApiFilter.INDEXED, fields);
            }
        });
        var searched = searched();
        api.getPaths()
                .getPathItems()
                .values()
                .forEach(
                        item -> item.getOperations().values().forEach(operation -> describe(api, operation, searched)));
    }

    /// Fields that are searched, by the schema of their facts; ids that are codes of a standard are searched
    /// too.
    private Map<String, List<String>> searched() {
        var searched = marked(SEARCHED);
        index.getAnnotations(IDENTIFIED).stream()
                .map(found -> index.getClassByName(found.target().asClass().name()))
                .flatMap(entity -> entity.memberClasses().stream().map(index::getClassByName))
                .filter(facts -> facts != null && searched.containsKey(schema(facts)))
                .forEach(facts -> searched.get(schema(facts)).addFirst("id"));
        return searched;
    }

    /// Components that bear an annotation, by the schema of their record and in its order. The index that
    /// filters are given finds annotations of accessors, and none of the components themselves.
    private Map<String, List<String>> marked(DotName annotation) {
        var marked = new TreeMap<String, List<String>>();
        for (var found : index.getAnnotations(annotation)) {
            if (found.target().kind() == AnnotationTarget.Kind.METHOD) {
                var record = found.target().asMethod().declaringClass();
                marked.computeIfAbsent(
                        schema(record),
                        none -> record.recordComponentsInDeclarationOrder().stream()
                                .filter(component -> component.hasAnnotation(annotation))
                                .map(RecordComponentInfo::name)
                                .collect(Collectors.toCollection(ArrayList::new)));
            }
        }
        return marked;
    }

    /// Marks what a record computes of its components: it is no column, so no list can be filtered or sorted
    /// by it.
    private void markComputed(OpenAPI api) {
        for (var found : index.getAnnotations(SCHEMA)) {
            if (found.target().kind() == AnnotationTarget.Kind.CLASS
                    && found.target().asClass().isRecord()) {
                var record = found.target().asClass();
                var schema = api.getComponents().getSchemas().get(schema(record));
                if (schema != null && schema.getProperties() != null) {
                    schema.getProperties().forEach((name, property) -> {
                        if (Boolean.TRUE.equals(property.getReadOnly()) && record.recordComponent(name) == null) {
                            property.addExtension(OpenApiFilter.COMPUTED, true);
                        }
                    });
                }
            }
        }
    }

    private static String schema(ClassInfo facts) {
        var named = facts.declaredAnnotation(SCHEMA);
        return named == null || named.value("name") == null
                ? facts.simpleName()
                : named.value("name").asString();
    }

    private static void describe(OpenAPI api, Operation operation, Map<String, List<String>> searched) {
        if (operation.getParameters() == null
                || operation.getParameters().stream().noneMatch(each -> "updatedSince".equals(each.getName()))) {
            return;
        }
        var facts = OpenApiFilter.listed(api, operation).getProperties().get("facts");
        var fields = searched.getOrDefault(OpenApiFilter.name(facts), List.of());
        var parameters = new ArrayList<>(operation.getParameters());
        parameters.removeIf(each -> "q".equals(each.getName()) && fields.isEmpty());
        parameters.stream()
                .filter(each -> "q".equals(each.getName()))
                .forEach(each -> each.description(
                        "检索 %s：以空格分隔的词，每词至少 2 个字，须全部出现；不论全角半角、大小写、空格和间隔号 Searches in %s: words of at least two "
                                        .formatted(String.join("、", fields), String.join(", ", fields))
                                + "characters, with blanks between, that must all occur; width, case, blanks and middle dots do not "
                                + "matter"));
        operation.setParameters(parameters);
    }
}
