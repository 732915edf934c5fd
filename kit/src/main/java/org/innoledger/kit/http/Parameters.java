package org.innoledger.kit.http;

import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.QueryParam;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.innoledger.kit.problem.FaultCode;
import org.innoledger.kit.problem.Problem;
import org.innoledger.kit.problem.Problem.Fault;
import org.innoledger.kit.problem.Text;
import org.innoledger.kit.time.Days;

/// The query parameters of an operation, read once from its method: what it does not have is refused, and so
/// is a value that its type cannot hold, before anything is done. A misspelt parameter would answer another
/// question.
///
/// @param known types of the parameters by their names
/// @param further whether the operation looks at further ones itself
/// @param body whether it takes a record as its body
record Parameters(Map<String, Class<?>> known, boolean further, boolean body) {
    private static final Pattern WHOLE = Pattern.compile("-?[0-9]{1,9}");
    private static final Pattern LONG = Pattern.compile("-?[0-9]{1,18}");

    static Parameters of(Method method) {
        var known = new TreeMap<String, Class<?>>();
        var further = false;
        var body = false;
        for (var parameter : method.getParameters()) {
            named(parameter, parameter.getType(), known);
            if (parameter.isAnnotationPresent(BeanParam.class)) {
                further |= parameter.getType().isAnnotationPresent(FurtherParameters.class);
                for (Class<?> type = parameter.getType(); type != Object.class; type = type.getSuperclass()) {
                    Arrays.stream(type.getDeclaredFields()).forEach(field -> named(field, field.getType(), known));
                }
            }
            body |= parameter.getAnnotations().length == 0
                    && parameter.getType().isRecord();
        }
        return new Parameters(known, further, body);
    }

    private static void named(AnnotatedElement element, Class<?> type, Map<String, Class<?>> known) {
        var named = element.getAnnotation(QueryParam.class);
        if (named != null) {
            known.put(named.value(), type);
        }
    }

    /// Refuses what was not asked for, each fault at its parameter.
    ///
    /// @throws Problem 400
    void check(Map<String, List<String>> given) {
        var faults = given.entrySet().stream()
                .flatMap(each -> fault(each.getKey(), each.getValue()).stream())
                .toList();
        if (!faults.isEmpty()) {
            throw Problem.invalid(faults);
        }
    }

    private List<Fault> fault(String name, List<String> values) {
        if (values.contains("")) {
            // Nothing is no value, and the framework would take a default in its place.
            return List.of(FaultCode.FILTER_FORM.at(name, ""));
        }
        var type = known.get(name);
        if (type == null) {
            return further
                    ? List.of()
                    : List.of(FaultCode.UNKNOWN_PARAMETER.at(
                            name, name, known.isEmpty() ? "—" : String.join(", ", known.keySet())));
        }
        if (values.size() > 1 && !further && !Collection.class.isAssignableFrom(type)) {
            return List.of(FaultCode.PARAMETER_TWICE.at(name, name));
        }
        return values.stream()
                .filter(value -> !fits(type, value))
                .map(value -> wrong(name, type, value))
                .toList();
    }

    private static boolean fits(Class<?> type, String value) {
        if (type == int.class || type == Integer.class) {
            return WHOLE.matcher(value).matches();
        }
        if (type == long.class || type == Long.class) {
            return LONG.matcher(value).matches();
        }
        if (type == boolean.class || type == Boolean.class) {
            return value.equals("true") || value.equals("false");
        }
        if (type == LocalDate.class) {
            return Days.read(value).isPresent();
        }
        return !type.isEnum()
                || Arrays.stream(type.getEnumConstants())
                        .anyMatch(each -> each.toString().equals(value));
    }

    private static Fault wrong(String name, Class<?> type, String value) {
        if (type == LocalDate.class) {
            return FaultCode.DATE_FORM.at(name, value);
        }
        if (type.isEnum()) {
            return FaultCode.NOT_IN_CATALOGUE.at(name, value, Arrays.toString(type.getEnumConstants()));
        }
        var whole = type != boolean.class && type != Boolean.class;
        var wanted = whole ? new Text("整数", "a whole number") : new Text("true 或 false", "true or false");
        return new Fault(
                name,
                FaultCode.WRONG_TYPE,
                new Text(
                        "参数 %s 应为%s，现为 %s".formatted(name, wanted.zh(), value),
                        "The parameter %s must be %s; this is %s".formatted(name, wanted.en(), value)));
    }
}
