package org.innoledger.kit.statistic;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import io.quarkus.smallrye.openapi.OpenApiFilter.RunStage;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.innoledger.kit.standard.Industry;
import org.innoledger.kit.standard.Month;
import org.innoledger.kit.standard.Value;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.DotName;
import org.jboss.jandex.FieldInfo;
import org.jboss.jandex.IndexView;

/// Describes each statistic from its declaration: its answer under a name of its own, its parameters, and what
/// it can be itemised by. A declaration that does not hold together fails the build here.
@OpenApiFilter(stages = RunStage.BUILD)
public class OpenApiStatistics implements OASFilter {
    private static final DotName STATISTIC = DotName.createSimple(Statistic.class);
    private static final DotName PATH = DotName.createSimple(jakarta.ws.rs.Path.class);

    /// Components of the generic answer, which only the code knows.
    private static final List<String> INTERNAL = List.of("Summed", "Item", "ItemM");

    private final IndexView index;

    public OpenApiStatistics(IndexView index) {
        this.index = index;
    }

    @Override
    public void filterOpenAPI(OpenAPI api) {
        for (var resource : index.getKnownClasses()) {
            if (resource.hasDeclaredAnnotation(PATH)) {
                resource.fields().stream()
                        .filter(field -> field.type().name().equals(STATISTIC) && Modifier.isStatic(field.flags()))
                        .forEach(field -> describe(api, resource, declared(field)));
            }
        }
        INTERNAL.forEach(api.getComponents()::removeSchema);
    }

    /// The declaration itself, from the class in which it stands.
    private static Statistic<?> declared(FieldInfo declaration) {
        try {
            var loader = Thread.currentThread().getContextClassLoader();
            Field field = Class.forName(declaration.declaringClass().name().toString(), true, loader)
                    .getDeclaredField(declaration.name());
            field.setAccessible(true);
            return ((Statistic<?>) field.get(null)).checked();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void describe(OpenAPI api, ClassInfo resource, Statistic<?> statistic) {
        var operation = api.getPaths()
                .getPathItem(resource.declaredAnnotation(PATH).value().asString())
                .getGET();
        parameters(operation, statistic);
        answer(api, operation, statistic);
    }

    private static void parameters(Operation operation, Statistic<?> statistic) {
        var parameters = new ArrayList<>(operation.getParameters());
        parameters.removeIf(parameter ->
                statistic.parameters().stream().anyMatch(own -> own.name().equals(parameter.getName())));
        for (var parameter : parameters) {
            if (parameter.getName().equals("by")) {
                var names = Stream.concat(statistic.dimensionNames().stream(), Stream.of("none"))
                        .map(Object.class::cast)
                        .toList();
                listed(
                        parameter,
                        OASFactory.createSchema().addType(SchemaType.STRING).enumeration(names));
                var otherwise = statistic.itemised().isEmpty() ? List.of("none") : statistic.itemised();
                parameter.getSchema().setDefaultValue(otherwise);
            }
        }
        for (var own : statistic.parameters()) {
            parameters.add(parameter(own));
        }
        operation.setParameters(parameters);
    }

    private static Parameter parameter(org.innoledger.kit.statistic.Parameter own) {
        var parameter = OASFactory.createParameter()
                .name(own.name())
                .in(Parameter.In.QUERY)
                .description(own.about())
                .required(own.required() ? true : null);
        var schema = OASFactory.createSchema();
        if (own.type() == Integer.class) {
            return parameter.schema(schema.addType(SchemaType.INTEGER)).example(2026);
        }
        schema.addType(SchemaType.STRING);
        if (own.type() == LocalDate.class) {
            return parameter.schema(schema.format("date")).example("2026-06-30");
        }
        if (own.type() == Month.class) {
            return parameter.schema(reference("Month")).example("2026-10");
        }
        if (Value.class.isAssignableFrom(own.type()) && own.type() != Industry.class) {
            return parameter.schema(reference(own.type().getSimpleName()));
        }
        if (!own.type().isEnum()) {
            return parameter.schema(schema);
        }
        listed(parameter, schema.enumeration(constants(own.type())));
        if (own.otherwise().apply(LocalDate.EPOCH) instanceof Object[] otherwise) {
            parameter.getSchema().setDefaultValue(List.of(otherwise));
        }
        return parameter;
    }

    /// Several values with commas between.
    private static void listed(Parameter parameter, Schema of) {
        parameter
                .style(Parameter.Style.FORM)
                .explode(false)
                .schema(OASFactory.createSchema().addType(SchemaType.ARRAY).items(of));
    }

    private static List<Object> constants(Class<?> type) {
        return Arrays.stream(type.getEnumConstants())
                .<Object>map(String::valueOf)
                .toList();
    }

    /// `SummedPostSums` becomes `PostStatistics`, and its items say by what they can be. Quarkus runs a filter
    /// over one description more than once, so what has its name already is left alone.
    private static void answer(OpenAPI api, Operation operation, Statistic<?> statistic) {
        var media = operation.getResponses().getAPIResponse("200").getContent().getMediaType("application/json");
        // What is told may follow from what is measured, so the answer says what its sums are.
        var told = media.getSchema().getRef().replaceFirst("^.*/", "");
        var summed = api.getComponents().getSchemas().get(told);
        if (!told.startsWith("Summed") || summed == null) {
            return;
        }
        var sums = told.substring("Summed".length());
        var name = sums.replaceFirst("Sums$", "Statistics");
        var taken = statistic.parameters().stream()
                .map(org.innoledger.kit.statistic.Parameter::bound)
                .toList();
        if (!taken.contains("on")) {
            summed.removeProperty("on");
        }
        if (Stream.of("since", "year", "month").noneMatch(taken::contains)) {
            summed.removeProperty("from");
            summed.removeProperty("to");
        }
        if (statistic.projection() == null) {
            summed.removeProperty("position");
        }
        summed.getProperties().get("items").setItems(reference(name + "Item"));
        api.getComponents().removeSchema(told);
        api.getComponents().addSchema(name, summed);
        api.getComponents().addSchema(name + "Item", item(statistic, reference(sums)));
        media.setSchema(reference(name));
    }

    private static Schema item(Statistic<?> statistic, Schema sums) {
        var keys = OASFactory.createSchema()
                .addType(SchemaType.OBJECT)
                .description("分项的代码，按维度；未填写的维度缺省 Codes by dimension; absent where the records state none");
        var names = OASFactory.createSchema()
                .addType(SchemaType.OBJECT)
                .description("分项的名称，按维度，用调用方的语言 Names by dimension, in the caller's language");
        for (var dimension : statistic.dimensions()) {
            keys.addProperty(dimension.name(), key(dimension));
            names.addProperty(dimension.name(), OASFactory.createSchema().addType(SchemaType.STRING));
        }
        return OASFactory.createSchema()
                .addType(SchemaType.OBJECT)
                .description("分项 Figures of one part")
                .required(List.of("by", "names", "sums"))
                .addProperty("by", keys)
                .addProperty("names", names)
                .addProperty("sums", sums);
    }

    private static Schema key(Dimension dimension) {
        var key = OASFactory.createSchema();
        if (dimension.type() == Integer.class) {
            return key.addType(SchemaType.INTEGER);
        }
        key.addType(SchemaType.STRING);
        return dimension.codes().isEmpty() ? key : key.enumeration(List.copyOf(dimension.codes()));
    }

    private static Schema reference(String name) {
        return OASFactory.createSchema().ref(name);
    }
}
