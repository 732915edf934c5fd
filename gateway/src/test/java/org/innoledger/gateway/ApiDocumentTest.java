package org.innoledger.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ApiDocumentTest {
    private static final String FRAME = """
            openapi: 3.1.0
            info: { title: Ledger, version: 1.0.0 }
            servers: [{ url: / }]
            components: { securitySchemes: { token: { type: http, scheme: bearer } } }
            """;
    private static final String ONE = """
            info: { title: one }
            tags: [{ name: changes, description: The feed }]
            paths:
              /v1/ones:
                parameters: [{ name: q, in: query }]
                get: { operationId: listOnes, parameters: [{ name: limit, in: query }], security: [{ SecurityScheme: [reader] }] }
              /v1/ones/imports:
                post: { operationId: importOnes, requestBody: { content: { application/x-ndjson: {} } } }
            components:
              schemas: { Problem: { type: object } }
              securitySchemes: { SecurityScheme: { type: http, scheme: basic } }
            """;
    private static final String OTHER = """
            tags: [{ name: changes, description: The feed }]
            paths:
              /v1/other/changes:
                get: { operationId: followOther, responses: { 200: { content: { text/event-stream: {} } } } }
              /v1/other/waits:
                get: { operationId: waitOther, parameters: [{ name: waitSeconds, in: query }] }
            components: { schemas: { Problem: { type: object }, Other: { type: string } } }
            """;

    @Test
    @DisplayName("paths, tags and equal components of both are one document under the gateway's title")
    void merges() {
        var json = merge(ONE, OTHER).json();
        assertEquals("Ledger", json.at("/info/title").asText());
        assertEquals(4, json.at("/paths").size());
        assertEquals(1, json.at("/tags").size());
        assertEquals(
                List.of("Problem", "Other"),
                json.at("/components/schemas").properties().stream()
                        .map(Map.Entry::getKey)
                        .toList());
    }

    @Test
    @DisplayName("a choice by a discriminator is that of both")
    void unitesChoices() {
        var one = ONE.replace("schemas: { ", "schemas: { Data: " + choice("a", "A") + ", ");
        var other = OTHER.replace("schemas: { ", "schemas: { Data: " + choice("b", "B") + ", ");
        var json = merge(one, other).json();
        var data = json.at("/components/schemas/Data");
        assertEquals(List.of("A", "B"), data.path("oneOf").findValuesAsText("$ref"));
        assertEquals(
                "{\"a\":\"A\",\"b\":\"B\"}", data.at("/discriminator/mapping").toString());
    }

    @Test
    @DisplayName("the gateway's bearer scheme takes the place of each service's, and the roles stay")
    void securesAlike() {
        var json = merge(ONE, OTHER).json();
        assertEquals(1, json.at("/components/securitySchemes").size());
        assertEquals(
                "[{\"token\":[\"reader\"]}]",
                json.at("/paths").path("/v1/ones").at("/get/security").toString());
        assertEquals(
                "[{\"token\":[]}]",
                json.at("/paths").path("/v1/other/changes").at("/get/security").toString());
    }

    @Test
    @DisplayName("operations know their service, and which follow and which import")
    void describesOperations() {
        assertEquals(
                List.of(
                        new Operation("GET", "/v1/ones", "one", /* follows */ false, /* imports */ false),
                        new Operation("POST", "/v1/ones/imports", "one", /* follows */ false, /* imports */ true),
                        new Operation("GET", "/v1/other/changes", "other", /* follows */ true, /* imports */ false),
                        new Operation("GET", "/v1/other/waits", "other", /* follows */ true, /* imports */ false)),
                merge(ONE, OTHER).operations());
    }

    @Test
    @DisplayName("what is merged is not changed")
    void leavesItsInputAlone() {
        var one = tree(ONE);
        var documents = new LinkedHashMap<String, ObjectNode>();
        documents.put("one", one);
        ApiDocument.merge(tree(FRAME), documents);
        assertEquals(tree(ONE), one);
    }

    @Test
    @DisplayName("two components of one name that differ are refused in a plain sentence")
    void refusesDifferentComponents() {
        assertRefused(
                "components/schemas/Problem of other differs from that of another service; make them equal or rename one.",
                OTHER.replace("Problem: { type: object }", "Problem: { type: string }"));
    }

    @Test
    @DisplayName("so are two tags, two paths and two operation ids")
    void refusesOtherDifferences() {
        assertRefused(
                "The tag \"changes\" of other differs from that of another service; describe it alike or rename it.",
                OTHER.replace("The feed", "Another feed"));
        assertRefused(
                "other describes /v1/ones, which another service describes too.",
                OTHER.replace("/v1/other/changes", "/v1/ones"));
        assertRefused(
                "The operationId \"listOnes\" is used twice, by one and other.",
                OTHER.replace("followOther", "listOnes"));
        assertRefused(
                "other describes /internal, which is not below /v1/.", OTHER.replace("/v1/other/changes", "/internal"));
    }

    @Test
    @DisplayName("the services' documents that this build holds merge, and a client can be generated from them")
    void mergesTheBuiltDocuments() {
        var built = new Documents("openapi", List.of("ledger", "talent", "platform"), "/").merged();
        assertFalse(built.operations().isEmpty());
        var lacking = built.operations().stream()
                .flatMap(operation -> {
                    var described = built.json()
                            .path("paths")
                            .path(operation.path())
                            .path(operation.method().toLowerCase(Locale.ROOT));
                    return List.of("operationId", "summary", "tags", "responses").stream()
                            .filter(member -> described.path(member).isMissingNode())
                            .map(member -> operation.method() + " " + operation.path() + " lacks " + member);
                })
                .toList();
        assertTrue(lacking.isEmpty(), () -> String.join("\n", lacking));
    }

    private static String choice(String value, String schema) {
        return "{ oneOf: [{ $ref: %2$s }], discriminator: { mapping: { %1$s: %2$s } } }".formatted(value, schema);
    }

    private static void assertRefused(String sentence, String other) {
        assertEquals(
                sentence,
                assertThrows(ApiDocument.Conflict.class, () -> merge(ONE, other))
                        .getMessage());
    }

    private static ApiDocument merge(String one, String other) {
        var documents = new LinkedHashMap<String, ObjectNode>();
        documents.put("one", tree(one));
        documents.put("other", tree(other));
        return ApiDocument.merge(tree(FRAME), documents);
    }

    private static ObjectNode tree(String yaml) {
        try {
            return (ObjectNode) new YAMLMapper().readTree(yaml);
        } catch (JsonProcessingException unreadable) {
            throw new IllegalArgumentException(unreadable);
        }
    }
}
