package org.innoledger.kit.test;

import static org.innoledger.kit.test.Asking.as;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.innoledger.kit.region.Caller;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// What a list answers when its question makes no sense, over every register of the service's OpenAPI
/// document: a refusal that names the parameter, never an empty page. A new register is tested without a line
/// here.
///
/// Each service has a `ListQuestionsTest` that extends this.
public abstract class ListQuestions {
    private static final String CITY =
            Tokens.of("lists", Set.of(Caller.READER, Caller.CLERK, Caller.REVIEWER, Caller.PERSONAL), "1406");

    private static Stream<DynamicTest> lists(Consumer<Operation> test) {
        var lists = Operation.all()
                .filter(Operation::reads)
                .filter(operation -> names(operation).contains("updatedSince"))
                .toList();
        assertFalse(lists.isEmpty(), "no list was found: this test would prove nothing");
        return lists.stream().map(operation -> dynamicTest(operation.title(), () -> test.accept(operation)));
    }

    private static Stream<JsonNode> parameters(Operation operation) {
        return StreamSupport.stream(operation.described().path("parameters").spliterator(), false)
                .filter(parameter -> parameter.path("in").asText().equals("query"));
    }

    private static List<String> names(Operation operation) {
        return parameters(operation).map(each -> each.path("name").asText()).toList();
    }

    private static Response asked(Operation operation, String name, Object... values) {
        return operation.on(as(CITY)).queryParam(name, values).get(operation.path());
    }

    private static void refused(Operation operation, String code, String name, Object... values) {
        var answer = asked(operation, name, values);
        var said = operation.title() + " " + name + "=" + List.of(values) + ": " + answer.asString();
        assertEquals(400, answer.statusCode(), said);
        assertEquals(List.of(name), answer.path("errors.pointer"), said);
        assertEquals(List.of(code), answer.path("errors.code"), said);
    }

    @TestFactory
    @DisplayName("a parameter that the document does not name → 400")
    Stream<DynamicTest> unknown() {
        return lists(operation -> {
            for (var name : List.of("colour", "colour.gte", "asOf", "externalId.gte", "id", "version")) {
                refused(operation, "unknown-filter", name, "1");
            }
            for (var name : List.of("q", "status")) {
                if (!names(operation).contains(name)) {
                    refused(operation, "unknown-filter", name, "太原");
                }
            }
        });
    }

    @TestFactory
    @DisplayName("a parameter that the document names is known, and a value of another form → 400")
    Stream<DynamicTest> odd() {
        return lists(operation -> parameters(operation).forEach(parameter -> {
            var name = parameter.path("name").asText();
            var schema = parameter.path("schema");
            var type = schema.path("type").asText();
            if (type.equals("array")) {
                // What another feature enumerates is text of a form here.
                var answer = asked(operation, name, "FOO");
                assertEquals(400, answer.statusCode(), name + ": " + answer.asString());
                assertTrue(
                        Set.of("not-in-catalogue", "pattern").contains(answer.<String>path("errors[0].code")),
                        answer.asString());
            } else if (type.equals("boolean")) {
                refused(operation, "not-in-catalogue", name, "FOO");
            } else if (Set.of("integer", "number").contains(type)
                    || schema.path("format").asText().startsWith("date")) {
                refused(operation, "filter-form", name, "many");
            } else if (!Set.of("cursor", "sort", "q", "region").contains(name)) {
                var codes = asked(operation, name, "示例").<List<String>>path("errors.code");
                assertFalse(codes != null && codes.contains("unknown-filter"), name + " is not known");
            }
        }));
    }

    @TestFactory
    @DisplayName("a list is sorted by each of its fields, both ways, and goes on from page to page")
    Stream<DynamicTest> sorts() {
        return lists(operation -> {
            var sorts = new ArrayList<>(List.of("id", "recordedAt"));
            names(operation).stream()
                    .filter(name -> !name.contains(".")
                            && !Set.of(
                                            "limit",
                                            "cursor",
                                            "region",
                                            "q",
                                            "status",
                                            "unresolved",
                                            "updatedSince",
                                            "sort",
                                            "total")
                                    .contains(name))
                    .forEach(sorts::add);
            for (var sort : sorts) {
                for (var each : List.of(sort, "-" + sort)) {
                    var page = operation
                            .on(as(CITY))
                            .queryParam("sort", each)
                            .queryParam("limit", 1)
                            .get(operation.path());
                    assertEquals(200, page.statusCode(), each + ": " + page.asString());
                    var next = page.<String>path("next");
                    if (next != null) {
                        var second = operation
                                .on(as(CITY))
                                .queryParam("sort", each)
                                .queryParam("limit", 1)
                                .queryParam("cursor", next)
                                .get(operation.path());
                        assertEquals(200, second.statusCode(), each + ": " + second.asString());
                        assertFalse(second.<List<String>>path("items.id").equals(page.path("items.id")), each);
                    }
                }
            }
        });
    }

    @TestFactory
    @DisplayName("a region elsewhere → 403 that says which are the caller's; above or within its own → 200")
    Stream<DynamicTest> regions() {
        return lists(operation -> {
            for (var region : List.of("31", "1402", "140202", "1406,1402")) {
                var answer = asked(operation, "region", region);
                assertEquals(403, answer.statusCode(), answer.asString());
                assertEquals(List.of("1406"), answer.path("regions"));
            }
            for (var region : List.of("14", "1406", "140602", "140600", "140602,140603")) {
                assertEquals(200, asked(operation, "region", region).statusCode(), region);
            }
            for (var region : List.of("1", "140", "shuozhou", "1499", "99")) {
                refused(operation, "region-prefix", "region", region);
            }
        });
    }

    @TestFactory
    @DisplayName("a region elsewhere, or none that there is, is refused by whatever takes a region")
    Stream<DynamicTest> regionsOfAll() {
        return Operation.all()
                .filter(operation -> operation.reads()
                        && operation.takes("region")
                        && !operation.path().contains("{"))
                .map(operation -> dynamicTest(operation.title(), () -> {
                    assertEquals(403, asked(operation, "region", "1402").statusCode());
                    for (var region : List.of("1499", "14060", "abc")) {
                        var answer = asked(operation, "region", region);
                        assertEquals(400, answer.statusCode(), answer.asString());
                        assertEquals(List.of("region"), answer.path("errors.pointer"), answer.asString());
                    }
                }));
    }

    @TestFactory
    @DisplayName("a code, a day or a constant that a parameter cannot be → 400 that names it, never a sum of 0")
    Stream<DynamicTest> codes() {
        return Operation.all()
                .filter(operation -> operation.reads() && !operation.path().contains("{"))
                .map(operation -> dynamicTest(
                        operation.title(),
                        () -> parameters(operation)
                                .filter(ListQuestions::coded)
                                .map(parameter -> parameter.path("name").asText())
                                .forEach(name -> {
                                    for (var value : List.of("garbage", "-0001-01-01", "+999999999-12-31", "\u00a0")) {
                                        var request = operation.on(as(CITY)).queryParam(name, value);
                                        if (operation.takes("year") && !name.equals("year")) {
                                            request.queryParam("year", 2026);
                                        }
                                        var answer = request.get(operation.path());
                                        assertEquals(
                                                400,
                                                answer.statusCode(),
                                                name + "=" + value + ": " + answer.asString());
                                        assertTrue(
                                                answer.<List<String>>path("errors.pointer")
                                                        .contains(name),
                                                answer.asString());
                                    }
                                })));
    }

    @TestFactory
    @DisplayName("none stands alone in `by`, and a level is one of regions: 400 that says so")
    Stream<DynamicTest> dimensions() {
        return Operation.all()
                .filter(operation -> operation.reads() && operation.takes("by"))
                .map(operation -> dynamicTest(operation.title(), () -> {
                    var year = operation.takes("year") ? Map.of("year", 2026) : Map.<String, Object>of();
                    var alone = operation.on(as(CITY)).queryParams(year);
                    var mixed = alone.queryParam("by", "none,region").get(operation.path());
                    assertEquals(List.of("none-alone"), mixed.path("errors.code"), mixed.asString());
                    var levelled = operation
                            .on(as(CITY))
                            .queryParams(year)
                            .queryParam("by", "none")
                            .queryParam("level", "CITY")
                            .get(operation.path());
                    assertEquals(List.of("level-of-region"), levelled.path("errors.code"), levelled.asString());
                }));
    }

    /// Whether not every text is one of its values.
    private static boolean coded(JsonNode parameter) {
        var schema = Operation.resolved(parameter.path("schema"));
        var of = schema.has("items") ? Operation.resolved(schema.path("items")) : schema;
        return of.has("enum") || of.has("pattern") || of.has("format");
    }

    @TestFactory
    @DisplayName("what can be given once only is not given twice, and nothing is left out between commas")
    Stream<DynamicTest> twice() {
        return lists(operation -> {
            refused(operation, "parameter-twice", "limit", 1, 2);
            refused(operation, "parameter-twice", "total", true, true);
            refused(operation, "filter-form", "region", "1406,");
            refused(operation, "filter-form", "limit", "1e131072");
            refused(operation, "out-of-range", "limit", 0);
            refused(operation, "unknown-sort", "sort", "colour");
            refused(operation, "unknown-sort", "sort", "-colour");
            refused(operation, "too-many-values", "region", "1406" + ",1406".repeat(100));
            if (names(operation).contains("q")) {
                refused(operation, "search-word", "q", "太");
                refused(operation, "search-word", "q", "太原 省");
                refused(operation, "search-word", "q", "·　");
                assertEquals(200, asked(operation, "q", "太原 100%_'\\").statusCode());
            }
        });
    }
}
