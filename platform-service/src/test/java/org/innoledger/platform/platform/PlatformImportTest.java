package org.innoledger.platform.platform;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.is;
import static org.innoledger.kit.test.Asking.as;
import static org.innoledger.kit.test.Asking.posted;
import static org.innoledger.kit.test.Tokens.PROVINCE;
import static org.innoledger.kit.test.Tokens.SHUOZHOU;
import static org.innoledger.platform.OnFile.imported;
import static org.innoledger.platform.OnFile.platform;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import org.innoledger.kit.test.Service;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// Which record a line of an import is taken for.
@QuarkusTest
@WithTestResource(Service.class)
class PlatformImportTest {
    private static final String PATH = "/v1/platforms";

    private static String centre(String name, String region, String externalId) {
        return PlatformTest.facts(
                name, region, "ENGINEERING_CENTRE", "PROVINCIAL", ", \"externalId\": \"%s\"".formatted(externalId));
    }

    @Test
    @DisplayName("an empty externalId is none: each such line is a record of its own")
    void emptyNumbers() {
        var blanks = List.of("", " ", "\u3000", "\u00a0\u200b");
        var lines =
                blanks.stream().map(blank -> centre("示例中心", "140602", blank)).toList();
        var answer = imported(SHUOZHOU, PATH, lines).body("created", is(blanks.size()));
        assertEquals(blanks.size(), new HashSet<>(answer.extract().<List<String>>path("results.id")).size());
    }

    @Test
    @DisplayName("an externalId is matched as it is stored: composed, and without blanks around it")
    void forms() {
        var number = "Re\u0301-" + UUID.randomUUID();
        var forms = List.of(number, "R\u00e9" + number.substring(3), " " + number, number + "\u3000");
        var lines = forms.stream().map(form -> centre("示例中心", "140602", form)).toList();
        imported(SHUOZHOU, PATH, lines)
                .body("results.outcome", contains("CREATED", "UNCHANGED", "UNCHANGED", "UNCHANGED"));
        imported(SHUOZHOU, PATH, lines).body("unchanged", is(forms.size()));
    }

    @Test
    @DisplayName("an externalId of records that hang on others is that of one region: two regions, two records")
    void regions() {
        var number = UUID.randomUUID().toString();
        var lines = List.of("140602", "140213").stream()
                .map(region ->
                        "{\"platform\": \"%s\", \"teamName\": \"示例团队\", \"since\": \"2020-01-01\", \"externalId\": \"%s\"}"
                                .formatted(platform(PROVINCE, region, "INCUBATOR", "MUNICIPAL"), number))
                .toList();
        imported(PROVINCE, "/v1/tenancies", lines).body("results.outcome", contains("CREATED", "CREATED"));
        imported(PROVINCE, "/v1/tenancies", lines).body("results.outcome", contains("UNCHANGED", "UNCHANGED"));
    }

    @Test
    @DisplayName("a line that was imported before an approval, sent again after it → UNCHANGED")
    void afterVerbs() {
        var lines = List.of(centre("示例中心", "140602", UUID.randomUUID().toString()));
        String id = imported(SHUOZHOU, PATH, lines).extract().path("results[0].id");
        posted(SHUOZHOU, PATH + "/" + id + "/approval", "{\"on\": \"2026-01-01\"}")
                .statusCode(200);
        imported(SHUOZHOU, PATH, lines).body("results.outcome", contains("UNCHANGED"));
        as(SHUOZHOU).get(PATH + "/" + id).then().body("facts.approvedOn", is("2026-01-01"));
    }

    @Test
    @DisplayName("a limit counts characters beyond the BMP as one each: 200 of them → 201, 201 → 400")
    void lengths() {
        var character = Character.toString(0x20BB7);
        posted(SHUOZHOU, PATH, centre(character.repeat(200), "140602", ""))
                .statusCode(201)
                .body("facts.name", is(character.repeat(200)));
        posted(SHUOZHOU, PATH, centre(character.repeat(201), "140602", ""))
                .statusCode(400)
                .body("errors.code", contains("length"), "errors.pointer", contains("/name"));
    }

    @Test
    @DisplayName("blanks of full width are cut at the ends of a code")
    void codes() {
        posted(SHUOZHOU, PATH, centre("示例中心", "\u3000140602\u3000", ""))
                .statusCode(201)
                .body("facts.region", is("140602"));
    }
}
