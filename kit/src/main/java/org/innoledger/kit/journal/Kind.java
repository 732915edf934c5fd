package org.innoledger.kit.journal;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.metamodel.EntityType;
import jakarta.validation.constraints.Pattern;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hibernate.id.uuid.UuidVersion7Strategy;
import org.innoledger.kit.problem.FaultCode;
import org.innoledger.kit.problem.Problem;
import org.innoledger.kit.problem.Text;
import org.innoledger.kit.region.DivisionCode;
import org.innoledger.kit.standard.Texts;
import org.innoledger.kit.standard.Value;

/// What the kit knows of a register, read once from its entity class: nothing is declared a second time.
///
/// @param register the noun in the singular, kebab-case: `enterprise`, `work-group`
/// @param table the noun in snake_case
/// @param components components of the facts by their JSON name, in their order
public record Kind<F extends Record>(
        Class<? extends Registered<F>> entity,
        Class<F> facts,
        String register,
        String table,
        Map<String, Component> components) {

    /// One component of a facts record.
    ///
    /// @param name as in JSON
    /// @param column as in the table
    public record Component(String name, String column, Class<?> type, Method accessor) {
        /// The form that its text must have, empty where any will do.
        public Optional<String> form() {
            return Optional.ofNullable(accessor.getAnnotation(Pattern.class)).map(Pattern::regexp);
        }

        /// Whether lists can be searched by words in it.
        boolean searched() {
            return accessor.isAnnotationPresent(Searched.class);
        }

        /// Codes of standards that the component holds, by where they stand: `host`, or `members/0` in a list.
        Map<String, Value> codes(Record facts) {
            var codes = new LinkedHashMap<String, Value>();
            switch (of(facts)) {
                case Value code -> codes.put(name, code);
                case List<?> list -> {
                    for (int i = 0; i < list.size(); i++) {
                        codes.put(name + "/" + i, (Value) list.get(i));
                    }
                }
                case null, default -> {}
            }
            return codes;
        }

        /// Whether it is a code of a standard, or a list of them.
        private boolean coded() {
            return Value.class.isAssignableFrom(type)
                    || accessor.getGenericReturnType() instanceof ParameterizedType list
                            && list.getRawType() == List.class
                            && list.getActualTypeArguments()[0] instanceof Class<?> of
                            && Value.class.isAssignableFrom(of);
        }

        /// The component as text, null where it is.
        public String text(Record facts) {
            var value = of(facts);
            return value == null ? null : value.toString();
        }

        /// What the row keeps of a sealed component, empty where it is absent.
        Optional<JsonNode> sealed(Record facts) {
            return Optional.ofNullable((Sealed) of(facts)).map(Sealed::kept);
        }

        /// The component of these facts.
        public Object of(Record facts) {
            try {
                return accessor.invoke(facts);
            } catch (IllegalAccessException | InvocationTargetException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private static final ClassValue<Kind<?>> KINDS = new ClassValue<>() {
        @Override
        protected Kind<?> computeValue(Class<?> entity) {
            return read(entity);
        }
    };

    private static final ClassValue<List<Component>> VALUES = new ClassValue<>() {
        @Override
        protected List<Component> computeValue(Class<?> facts) {
            return Arrays.stream(facts.getRecordComponents())
                    .map(Kind::component)
                    .filter(Component::coded)
                    .toList();
        }
    };

    private static final ClassValue<Copies<? extends Record>> IN_REGION = new ClassValue<>() {
        @Override
        protected Copies<? extends Record> computeValue(Class<?> facts) {
            return Copies.of(facts.asSubclass(Record.class), "region");
        }
    };

    /// The same facts in another region, which is one of their components.
    @SuppressWarnings("unchecked")
    static <F extends Record> F inRegion(F facts, DivisionCode to) {
        return ((Copies<F>) IN_REGION.get(facts.getClass())).with(facts, to);
    }

    /// The register of an entity class.
    @SuppressWarnings("unchecked")
    public static <F extends Record> Kind<F> of(Class<? extends Registered<F>> entity) {
        return (Kind<F>) KINDS.get(entity);
    }

    /// Whether its records are meant for everyone below their region too, see [Below].
    public boolean readBelow() {
        return entity.isAnnotationPresent(Below.class);
    }

    /// Columns whose words a list of its records can be searched by, those of codes that are ids among them;
    /// empty where there are none. The register's migration names the same, see `make_searchable`.
    public List<String> searched() {
        var searched = components.values().stream()
                .filter(Component::searched)
                .map(Component::column)
                .toList();
        return searched.isEmpty() || !entity.isAnnotationPresent(Identified.class)
                ? searched
                : Stream.concat(Stream.of("id"), searched.stream()).toList();
    }

    /// The states of its life cycle, empty where it has none.
    public Optional<Class<?>> states() {
        try {
            return Begins.class.isAssignableFrom(facts)
                    ? Optional.of(facts.getMethod("beginsAs").getReturnType())
                    : Optional.empty();
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException(e);
        }
    }

    /// The condition on its rows that they name the record `:id`, by a component or inside a list of ids;
    /// empty for a register whose records name none.
    String naming() {
        return !Refers.class.isAssignableFrom(facts)
                ? ""
                : components.values().stream()
                        .filter(component -> Value.OfRecord.class.isAssignableFrom(component.type())
                                || component.type() == List.class && component.coded())
                        .map(component -> component.type() == List.class
                                ? component.column() + " @> to_jsonb(cast(:id as text))"
                                : component.column() + " = :id")
                        .collect(Collectors.joining(" or "));
    }

    /// All registers of the service.
    static List<Kind<?>> all(EntityManagerFactory entities) {
        return entities.getMetamodel().getEntities().stream()
                .map(EntityType::getJavaType)
                .filter(Registered.class::isAssignableFrom)
                .<Kind<?>>map(KINDS::get)
                .toList();
    }

    /// An id of this register in its normal form.
    ///
    /// @throws Problem 400 at `/id` when it is none
    public String id(String raw) {
        var identified = entity.getAnnotation(Identified.class);
        if (identified == null) {
            try {
                return UUID.fromString(Texts.stripped(raw)).toString();
            } catch (IllegalArgumentException e) {
                throw Problem.invalid(FaultCode.ID_FORM.at("/id"));
            }
        }
        var code = Value.of(identified.by(), raw);
        code.fault().ifPresent(fault -> {
            throw Problem.invalid(fault.at("/id"));
        });
        return code.value();
    }

    /// Whether ids of this register are published codes, of which anybody may hear that they are taken.
    boolean idIsPublic() {
        return entity.isAnnotationPresent(Identified.class);
    }

    /// The id of a new record that came without one.
    ///
    /// @throws Problem 400 when the register's ids are codes that only the caller knows
    public String newId() {
        if (entity.isAnnotationPresent(Identified.class)) {
            throw Problem.invalid("/id", FaultCode.MISSING, Text.of("缺少编号", "The id is missing"));
        }
        return UuidVersion7Strategy.INSTANCE.generateUuid(null).toString();
    }

    /// Those components of a facts class that are codes of standards, or lists of them.
    static List<Component> values(Class<? extends Record> facts) {
        return VALUES.get(facts);
    }

    /// The facts for which a bean implements this interface. What is injected may be a proxy, whose superclass
    /// says so.
    @SuppressWarnings("unchecked")
    static <F extends Record> Class<F> argument(Object bean, Class<?> implemented) {
        for (Class<?> type = bean.getClass(); type != null; type = type.getSuperclass()) {
            for (var each : type.getGenericInterfaces()) {
                if (each instanceof ParameterizedType told && told.getRawType() == implemented) {
                    return (Class<F>) told.getActualTypeArguments()[0];
                }
            }
        }
        throw new IllegalStateException(bean.getClass().getName() + " must say which facts it is about");
    }

    /// `a-b` for `aB`, with the separator given: how names of classes and components become those of registers
    /// and columns.
    public static String separated(String camel, char separator) {
        return camel.replaceAll("(?<=[a-z0-9])(?=[A-Z])", String.valueOf(separator))
                .toLowerCase(Locale.ROOT);
    }

    @SuppressWarnings("unchecked")
    private static <F extends Record> Kind<F> read(Class<?> entity) {
        var facts = (Class<F>) ((ParameterizedType) entity.getGenericSuperclass()).getActualTypeArguments()[0];
        if (!Located.class.isAssignableFrom(facts) && !Refers.Anchored.class.isAssignableFrom(facts)) {
            throw new IllegalStateException(
                    facts.getSimpleName() + " must be Located or Anchored: every record has a region");
        }
        var components = new LinkedHashMap<String, Component>();
        for (var component : facts.getRecordComponents()) {
            components.put(component.getName(), component(component));
        }
        var name =
                name(entity.getSimpleName(), entity.getAnnotation(Entity.class).name());
        return new Kind<>(
                (Class<? extends Registered<F>>) entity, facts, separated(name, '-'), separated(name, '_'), components);
    }

    /// What a register is called: as its class, or where that would be the name of something else, as its
    /// `@Entity`.
    public static String name(String simpleName, String entityName) {
        return entityName.isEmpty() ? simpleName : entityName;
    }

    /// A component's column bears its name, or that of its `@Column` where SQL keeps the name for itself.
    static Component component(RecordComponent component) {
        var named = component.getAccessor().getAnnotation(Column.class);
        return new Component(
                component.getName(),
                named == null || named.name().isEmpty() ? separated(component.getName(), '_') : named.name(),
                component.getType(),
                component.getAccessor());
    }
}
