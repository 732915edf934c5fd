package org.innoledger.kit.journal;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ElementKind;
import jakarta.validation.MessageInterpolator;
import jakarta.validation.Path;
import jakarta.validation.Validator;
import jakarta.validation.ValidatorFactory;
import jakarta.validation.constraints.Size;
import jakarta.validation.metadata.ConstraintDescriptor;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.innoledger.kit.problem.Problem;
import org.innoledger.kit.problem.Problem.Fault;
import org.innoledger.kit.problem.Text;
import org.innoledger.kit.standard.Value;

/// Bean Validation of facts, answered in the ledger's own form: all faults at once, each in both languages.
@ApplicationScoped
public class Validation {
    /// Elements of a list that are looked at one by one, however few it may have.
    private static final int LOOKED_AT_MAX = 1_000;

    /// Elements of all lists of a record.
    private static final int ELEMENTS_MAX = 10_000;

    private final Validator validator;
    private final MessageInterpolator messages;

    Validation(Validator validator, ValidatorFactory factory) {
        this.validator = validator;
        this.messages = factory.getMessageInterpolator();
    }

    /// Checks facts.
    ///
    /// @throws Problem 400 with a pointer below `/facts` for each fault
    public void facts(Record facts) {
        refuse("/facts", facts);
    }

    /// Checks the body of a verb, whose pointers begin at its root.
    public void body(Record body) {
        refuse("", body);
    }

    private void refuse(String root, Record subject) {
        if (subject == null) {
            throw Problem.invalid(root, "missing", Text.of("缺少请求内容", "The content is missing"));
        }
        refuseLong(root, subject);
        var violations = validator.validate(subject);
        if (!violations.isEmpty()) {
            throw Problem.invalid(violations.stream()
                    .map(violation -> fault(root, violation))
                    .sorted(Comparator.comparing(Fault::pointer))
                    .toList());
        }
    }

    /// A component that is a list with a limit, or holds records that may have such.
    private record Holder(RecordComponent component, int sizeMax) {
        static List<Holder> of(Class<?> type) {
            return Arrays.stream(type.getRecordComponents())
                    .filter(component -> Collection.class.isAssignableFrom(component.getType())
                            || component.getType().isRecord())
                    .map(component -> {
                        var size = component.getAccessor().getAnnotation(Size.class);
                        return new Holder(component, size == null ? Integer.MAX_VALUE : size.max());
                    })
                    .toList();
        }

        Object of(Record record) {
            try {
                return component.getAccessor().invoke(record);
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private static final ClassValue<List<Holder>> HOLDERS = new ClassValue<>() {
        @Override
        protected List<Holder> computeValue(Class<?> type) {
            return Holder.of(type);
        }
    };

    /// Refuses a list that is far too long before anything is said of its elements: Bean Validation looks at each of
    /// them all the same, and a small body holds a hundred thousand. A list that is somewhat too long is told with
    /// all other faults.
    ///
    /// @return elements of all lists
    private static int refuseLong(String pointer, Record record) {
        int elements = 0;
        for (var holder : HOLDERS.get(record.getClass())) {
            var inside = pointer + "/" + holder.component().getName();
            elements += switch (holder.of(record)) {
                case Record nested -> refuseLong(inside, nested);
                case Collection<?> list -> refuseLong(inside, holder, list);
                case null, default -> 0;
            };
        }
        if (elements > ELEMENTS_MAX) {
            throw tooMany(pointer, ELEMENTS_MAX, elements);
        }
        return elements;
    }

    private static int refuseLong(String pointer, Holder holder, Collection<?> list) {
        if (list.size() > Math.max(holder.sizeMax(), LOOKED_AT_MAX)) {
            throw tooMany(pointer, holder.sizeMax(), list.size());
        }
        int elements = list.size();
        int place = 0;
        for (var element : list) {
            if (element instanceof Record nested) {
                elements += refuseLong(pointer + "/" + place, nested);
            }
            place++;
        }
        return elements;
    }

    private static Problem tooMany(String pointer, int most, int there) {
        return Problem.invalid(
                pointer, "size", Text.of("至多 %d 项，现有 %d 项", "At most %d elements; there are %d", most, there));
    }

    private Fault fault(String root, ConstraintViolation<?> violation) {
        var pointer = new StringBuilder(root);
        for (Path.Node node : violation.getPropertyPath()) {
            if (node.getIndex() != null) {
                pointer.append('/').append(node.getIndex());
            }
            if (node.getName() != null && node.getKind() != ElementKind.CONTAINER_ELEMENT) {
                // Inside a nested record it is that record's components which names are told by.
                var subject = pointer.length() == root.length() ? violation.getRootBean() : violation.getLeafBean();
                pointer.append('/').append(field(subject, node.getName()));
            }
        }
        if (violation.getInvalidValue() instanceof Value value && value.fault().isPresent()) {
            var fault = value.fault().get();
            return new Fault(pointer.toString(), fault.code(), fault.message());
        }
        var annotation = violation.getConstraintDescriptor().getAnnotation().annotationType();
        return new Fault(
                pointer.toString(),
                Kind.separated(annotation.getSimpleName(), '-'),
                new Text(message(violation, Locale.SIMPLIFIED_CHINESE), message(violation, Locale.ENGLISH)));
    }

    /// A rule over several fields is a method called after the one that it is told at, `regionCounty` for
    /// `region`.
    private static String field(Object subject, String name) {
        return !subject.getClass().isRecord()
                ? name
                : Arrays.stream(subject.getClass().getRecordComponents())
                        .map(RecordComponent::getName)
                        .filter(name::startsWith)
                        .max(Comparator.comparingInt(String::length))
                        .orElse(name);
    }

    /// A constraint of our own states its sentence as `中文 / English`, with the annotation's own values in
    /// braces; those of the standard come from its bundles.
    private String message(ConstraintViolation<?> violation, Locale locale) {
        var own = violation.getMessageTemplate().split(" / ", 2);
        if (own.length == 2) {
            var sentence = new Text(own[0], own[1]).in(locale);
            for (var stated :
                    violation.getConstraintDescriptor().getAttributes().entrySet()) {
                sentence = sentence.replace("{" + stated.getKey() + "}", String.valueOf(stated.getValue()));
            }
            return sentence;
        }
        return messages.interpolate(violation.getMessageTemplate(), new Context(violation), locale);
    }

    private record Context(ConstraintViolation<?> violation) implements MessageInterpolator.Context {
        @Override
        public ConstraintDescriptor<?> getConstraintDescriptor() {
            return violation.getConstraintDescriptor();
        }

        @Override
        public Object getValidatedValue() {
            return violation.getInvalidValue();
        }

        @Override
        public <T> T unwrap(Class<T> type) {
            return type.cast(this);
        }
    }
}
