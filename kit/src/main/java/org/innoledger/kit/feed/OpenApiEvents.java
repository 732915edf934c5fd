package org.innoledger.kit.feed;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import io.quarkus.smallrye.openapi.OpenApiFilter.RunStage;
import jakarta.persistence.Entity;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.innoledger.kit.journal.Kind;
import org.innoledger.kit.journal.Registered;
import org.innoledger.kit.journal.Sealed;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.DotName;
import org.jboss.jandex.IndexView;

/// Types the data of events: the entry of one of the service's registers, told apart by `register`.
@OpenApiFilter(stages = RunStage.BUILD)
public class OpenApiEvents implements OASFilter {
    private static final DotName REGISTERED = DotName.createSimple(Registered.class);
    private static final DotName ENTITY = DotName.createSimple(Entity.class);
    private static final DotName SEALED = DotName.createSimple(Sealed.class);

    private final IndexView index;

    public OpenApiEvents(IndexView index) {
        this.index = index;
    }

    @Override
    public void filterOpenAPI(OpenAPI api) {
        var register = OASFactory.createDiscriminator().propertyName("register");
        var data = OASFactory.createSchema()
                .description("变更内容 The whole state after the change, and what changed")
                .discriminator(register);
        index.getAllKnownSubclasses(REGISTERED).stream()
                .sorted(Comparator.comparing(OpenApiEvents::name))
                .forEach(entity -> {
                    var name = name(entity) + "Entry";
                    api.getComponents().addSchema(name, entry(api, entity));
                    data.addOneOf(reference(name));
                    register.addMapping(register(entity), reference(name).getRef());
                });
        api.getComponents().addSchema("EventData", data);
    }

    private Schema entry(OpenAPI api, ClassInfo entity) {
        var own = OASFactory.createSchema()
                .addType(SchemaType.OBJECT)
                .addProperty("register", text("登记册 Register").enumeration(List.of(register(entity))))
                .addProperty("type", text("变更类型 What").examples(List.of(register(entity) + ".registered")))
                .addProperty("facts", facts(api, entity))
                .required(List.of("register", "type", "facts"));
        var state = name(entity) + "State";
        if (api.getComponents().getSchemas().containsKey(state)) {
            own.addProperty("status", reference(state)).addRequired("status");
        }
        return OASFactory.createSchema()
                .description("登记册 " + register(entity) + " 的条目 Entry of this register")
                .allOf(List.of(reference("Entry"), own));
    }

    /// The facts as they are filed: what is under seal shows no more than a digest.
    private Schema facts(OpenAPI api, ClassInfo entity) {
        var name = name(entity) + "Facts";
        var filed = index.getClassByName(entity.superClassType()
                .asParameterizedType()
                .arguments()
                .getFirst()
                .name());
        var sealed = filed.recordComponents().stream()
                .filter(component -> {
                    var type = index.getClassByName(component.type().name());
                    return type != null && type.interfaceNames().contains(SEALED);
                })
                .map(component -> component.name())
                .toList();
        if (sealed.isEmpty()) {
            return reference(name);
        }
        var sent = api.getComponents().getSchemas().get(name);
        var published = OASFactory.createSchema()
                .addType(SchemaType.OBJECT)
                .description(sent.getDescription())
                .required(new ArrayList<>(sent.getRequired()));
        sent.getProperties()
                .forEach((component, schema) -> published.addProperty(
                        component, sealed.contains(component) ? text("封存内容的摘要 Digest of what is under seal") : schema));
        api.getComponents().addSchema(filed.simpleName(), published);
        return reference(filed.simpleName());
    }

    private static String register(ClassInfo entity) {
        return Kind.separated(name(entity), '-');
    }

    private static String name(ClassInfo entity) {
        var stated = entity.declaredAnnotation(ENTITY).value("name");
        return Kind.name(entity.simpleName(), stated == null ? "" : stated.asString());
    }

    private static Schema text(String description) {
        return OASFactory.createSchema().addType(SchemaType.STRING).description(description);
    }

    private static Schema reference(String name) {
        return OASFactory.createSchema().ref(name);
    }
}
