package org.innoledger.kit.journal;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ElementKind;
import jakarta.validation.Path;
import jakarta.validation.Validator;
import jakarta.validation.constraints.Size;
import java.lang.reflect.RecordComponent;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.innoledger.kit.problem.FaultCode;
import org.innoledger.kit.problem.Problem;
import org.innoledger.kit.problem.Problem.Fault;
import org.innoledger.kit.problem.Text;

/// Bean Validation of facts, answered in the ledger's own form: all faults at once, each in both languages.
@ApplicationScoped
public class Validation {
    /// Elements of a list that are looked at one by one, however few it may have.
    private static final int LOOKED_AT_MAX = 1_000;

    /// Elements of all lists of a record.
    private static final int ELEMENTS_MAX = 10_000;

    private final Validator validator;
    private final Clock clock;

    Validation(Validator validator, Clock clock) {
        this.validator = validator;
        this.clock = clock;
    }

    /// Checks facts, or the body of a verb: Bean Validation and the record's own [Checks].
    ///
    /// @throws Problem 400 with a pointer from the root of the record for each fault
    public void body(Record subject) {
        if (subject == null) {
            throw Problem.invalid("", FaultCode.MISSING, Text.of("缺少请求内容", "The content is missing"));
        }
        refuseLong("", subject);
        var faults = new ArrayList<Fault>();
        validator.validate(subject).forEach(violation -> faults.add(fault(violation)));
        checks("", subject, faults);
        if (!faults.isEmpty()) {
            faults.sort(Comparator.comparing(Fault::pointer));
            throw Problem.invalid(faults);
        }
    }

    /// Asks the rules of a record, and of those inside it.
    private static void checks(String pointer, Record record, List<Fault> faults) {
        if (record instanceof Checked) {
            Checks.of(pointer, (Record & Checked) record, faults);
        }
        for (var holder : HOLDERS.get(record.getClass())) {
            var inside = pointer + "/" + holder.component().getName();
            switch (holder.of(record)) {
                case Record nested -> checks(inside, nested, faults);
                case Collection<?> list -> {
                    int place = 0;
                    for (var element : list) {
                        if (element instanceof Record nested) {
                            checks(inside + "/" + place, nested, faults);
                        }
                        place++;
                    }
                }
                case null, default -> {}
            }
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

    /// Refuses a list that is far too long before anything is said of its elements: Bean Validation looks at
    /// each of them all the same, and a small body holds a hundred thousand. A list that is somewhat too long
    /// is told with all other faults.
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
                pointer, FaultCode.SIZE, Text.of("至多 %d 项，现有 %d 项", "At most %d elements; there are %d", most, there));
    }

    private Fault fault(ConstraintViolation<?> violation) {
        var pointer = new StringBuilder();
        for (Path.Node node : violation.getPropertyPath()) {
            if (node.getIndex() != null) {
                pointer.append('/').append(node.getIndex());
            }
            if (node.getName() != null && node.getKind() != ElementKind.CONTAINER_ELEMENT) {
                pointer.append('/').append(node.getName());
            }
        }
        return Constraints.fault(pointer.toString(), violation, clock);
    }
}
