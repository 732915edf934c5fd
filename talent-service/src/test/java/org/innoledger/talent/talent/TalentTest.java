package org.innoledger.talent.talent;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.innoledger.kit.test.Asking.as;
import static org.innoledger.kit.test.Asking.posted;
import static org.innoledger.kit.test.Together.together;
import static org.innoledger.kit.test.Tokens.DATONG;
import static org.innoledger.kit.test.Tokens.INTEGRATOR;
import static org.innoledger.kit.test.Tokens.OPERATOR;
import static org.innoledger.kit.test.Tokens.PROVINCE;
import static org.innoledger.kit.test.Tokens.SHUOCHENG;
import static org.innoledger.kit.test.Tokens.SHUOZHOU;
import static org.innoledger.kit.test.Tokens.TALENT_OFFICE;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.ConfigProvider;
import org.hamcrest.Matcher;
import org.innoledger.kit.journal.Journal;
import org.innoledger.kit.test.Place;
import org.innoledger.kit.test.Service;
import org.innoledger.kit.test.Tokens;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/// Talents over HTTP, on a real PostgreSQL with row-level security.
@QuarkusTest
@WithTestResource(Service.class)
class TalentTest {
    @Inject
    Journal journal;

    private static String person(String number) {
        return """
                {"name": "示例人才", "nationalId": "%s", "phone": "13800000001", "email": "expert@example.cn"}""".formatted(number);
    }

    private static String filed(String number, String region, String more) {
        return "/v1/talents/"
                + as(PROVINCE)
                        .body(People.facts(person(number), region, more))
                        .post("/v1/talents")
                        .then()
                        .statusCode(201)
                        .extract()
                        .<String>path("id");
    }

    @Nested
    class AsClerk {
        @Test
        @DisplayName("POST → 201, the name in clear, the rest masked; the birth date is that of the number")
        void file() {
            var number = People.number();
            as(SHUOCHENG)
                    .body(
                            People.facts(
                                    person(number),
                                    "140602",
                                    ", \"degree\": \"DOCTOR\", \"titles\": [{\"name\": \"副教授\", \"rank\": \"ASSOCIATE_SENIOR\"}]"))
                    .post("/v1/talents")
                    .then()
                    .statusCode(201)
                    .header("Location", containsString("/v1/talents/"))
                    .body(
                            "status", is("ACTIVE"),
                            "facts.personal.name", is("示例人才"),
                            "facts.personal.nationalId", is("1" + "*".repeat(16) + number.charAt(17)),
                            "facts.personal.phone", is("1*********1"),
                            "facts.personal.email", is("e***************n"),
                            "facts.personal.birthDate", is("****-**-**"),
                            "facts.titles[0].rank", is("ASSOCIATE_SENIOR"));
        }

        @Test
        @DisplayName("POST with several faults → 400 with all of them, none of which repeats a value")
        void faults() {
            var answer = as(SHUOCHENG)
                    .body("""
                            {"personal": {"name": "", "nationalId": "110105194912310021", "phone": "abc13800000001", "email": "no email"},
                             "region": "140602", "teams": [], "field": "联系 13800000001"}""")
                    .post("/v1/talents")
                    .then()
                    .statusCode(400)
                    .body(
                            "errors.pointer",
                            contains(
                                    "/field",
                                    "/personal/email",
                                    "/personal/name",
                                    "/personal/nationalId",
                                    "/personal/phone",
                                    "/teams"),
                            "errors.code",
                            hasItem("citizen-number-check-character"))
                    .extract()
                    .asString();
            for (var value : Set.of("110105194912310021", "13800000001", "no email")) {
                assertEquals(-1, answer.indexOf(value), answer);
            }
        }

        @Test
        @DisplayName("POST with a birth date that is not the number's → 400 at birthDate; without a person → 400")
        void birthDate() {
            as(SHUOCHENG)
                    .body(People.facts(
                            "{\"name\": \"示例\", \"nationalId\": \"11010519491231002X\", \"birthDate\": \"1950-01-01\"}",
                            "140602",
                            ""))
                    .post("/v1/talents")
                    .then()
                    .statusCode(400)
                    .body("errors.pointer", contains("/personal/birthDate"));
            as(SHUOCHENG)
                    .body("{\"region\": \"140602\", \"teams\": [\"SKILLED\"]}")
                    .post("/v1/talents")
                    .then()
                    .statusCode(400)
                    .body("errors.pointer", contains("/personal"));
        }

        @Test
        @DisplayName("what GET answered, PUT again → 200, no new version: masked values stand for what is on file")
        void getThenPut() {
            var path = filed(People.number(), "140602", ", \"field\": \"能源\"");
            var facts = as(SHUOZHOU).get(path).then().extract().<Object>path("facts");
            as(SHUOZHOU)
                    .body(facts)
                    .put(path)
                    .then()
                    .statusCode(200)
                    .header("ETag", "\"1\"")
                    .body("version", is(1));
            as(SHUOZHOU)
                    .body("{\"region\": \"140602\", \"teams\": [\"SKILLED\"]}")
                    .put(path)
                    .then()
                    .statusCode(200)
                    .body("version", is(2), "facts.personal.phone", is("1*********1"), "facts.field", nullValue());
        }

        @Test
        @DisplayName("PATCH of a phone → 200; null clears it; the history shows digests only")
        void patch() {
            var path = filed(People.number(), "140602", "");
            as(SHUOZHOU)
                    .contentType("application/merge-patch+json")
                    .body("{\"personal\": {\"phone\": \"0349-2220002\"}}")
                    .patch(path)
                    .then()
                    .statusCode(200)
                    .body("facts.personal.phone", is("0**********2"), "facts.personal.email", is("e***************n"));
            as(SHUOZHOU)
                    .contentType("application/merge-patch+json")
                    .body("{\"personal\": {\"phone\": null}}")
                    .patch(path)
                    .then()
                    .statusCode(200)
                    .body("facts.personal.phone", nullValue(), "version", is(3));
            as(SHUOZHOU)
                    .get(path + "/history")
                    .then()
                    .body(
                            "items", hasSize(3),
                            "items[0].changes.personal.from", startsWith("hmac-sha256:"),
                            "items[0].changes.personal.to", startsWith("hmac-sha256:"));
        }

        @Test
        @DisplayName("POST correction → 200, the reason in the history; a region in PUT → 409: relocation")
        void correct() {
            var path = filed(People.number(), "140602", "");
            as(SHUOCHENG)
                    .body("{\"personal\": {\"name\": \"示例更名\"}, \"reason\": \"本人申请更正姓名\"}")
                    .post(path + "/correction")
                    .then()
                    .statusCode(200)
                    .body("facts.personal.name", is("示例更名"), "facts.personal.phone", is("1*********1"));
            as(SHUOCHENG)
                    .get(path + "/history")
                    .then()
                    .body("items[0].type", is("talent.corrected"), "items[0].reason", is("本人申请更正姓名"));
            as(PROVINCE)
                    .body("{\"region\": \"140603\", \"teams\": [\"TECHNICAL\"]}")
                    .put(path)
                    .then()
                    .statusCode(409)
                    .body("type", is("/problems/conflict"));
            as(PROVINCE)
                    .body("{\"region\": \"999999\", \"teams\": [\"TECHNICAL\"]}")
                    .put(path)
                    .then()
                    .statusCode(400)
                    .body("errors.pointer", contains("/region"), "errors.code", contains("division-unknown"));
            for (var wrong : Map.of(
                            "{\"colour\": 1}", "/personal/colour",
                            "{\"colour\": null}", "/personal/colour",
                            "{\"phone\": 1}", "/personal/phone",
                            "1", "/personal")
                    .entrySet()) {
                as(SHUOCHENG)
                        .body("{\"personal\": %s, \"reason\": \"本人申请更正\"}".formatted(wrong.getKey()))
                        .post(path + "/correction")
                        .then()
                        .statusCode(400)
                        .body("errors.pointer", contains(wrong.getValue()));
            }
        }

        @Test
        @DisplayName("a citizen number that is on file → 409 with its id; in another region without it")
        void twoClerks() {
            var number = People.number();
            var path = filed(number, "140602", "");
            as(SHUOCHENG)
                    .body(People.facts(person(number), "140602", ""))
                    .post("/v1/talents")
                    .then()
                    .statusCode(409)
                    .body("id", is(path.substring(12)), "rule", is("talent_national_id"));
            as(DATONG)
                    .body(People.facts(person(number), "140213", ""))
                    .post("/v1/talents")
                    .then()
                    .statusCode(409)
                    .body("id", nullValue(), "rule", is("talent_national_id"));
            as(DATONG)
                    .contentType("application/x-ndjson")
                    .body(("{\"facts\": " + People.facts(person(number), "140213", "") + "}")
                            .getBytes(java.nio.charset.StandardCharsets.UTF_8))
                    .post("/v1/talents/imports")
                    .then()
                    .statusCode(200)
                    .body("refused", is(1), "results[0].problem.id", nullValue());
        }

        @Test
        @DisplayName("a second number given by PATCH → 409 with the id of who has it")
        void patchToTaken() {
            var number = People.number();
            var there = filed(number, "140602", "");
            var path = filed(People.number(), "140602", "");
            as(SHUOCHENG)
                    .contentType("application/merge-patch+json")
                    .body("{\"personal\": {\"nationalId\": \"%s\"}}".formatted(number))
                    .patch(path)
                    .then()
                    .statusCode(409)
                    .body("id", is(there.substring(12)));
        }

        @Test
        @DisplayName("POST lookup by number or name → those of the own regions; by both → 400")
        void lookup() {
            var number = People.number();
            var path = filed(number, "140602", "");
            var byNumber = "{\"nationalId\": \"%s\"}".formatted(number.toLowerCase());
            as(SHUOCHENG)
                    .body(byNumber)
                    .post("/v1/talents/lookup")
                    .then()
                    .statusCode(200)
                    .body(
                            "items.id",
                            contains(path.substring(12)),
                            "items.facts.personal.phone",
                            everyItem(is("1*********1")));
            as(DATONG).body(byNumber).post("/v1/talents/lookup").then().body("items", hasSize(0));
            as(SHUOCHENG)
                    .body("{\"name\": \"示 例·人才\"}")
                    .post("/v1/talents/lookup")
                    .then()
                    .body("items.id", hasItem(path.substring(12)));
            as(SHUOCHENG)
                    .body("{\"name\": \"示例人才\", \"nationalId\": \"%s\"}".formatted(number))
                    .post("/v1/talents/lookup")
                    .then()
                    .statusCode(400)
                    .body("errors.code", contains("lookup-form"));
        }

        @Test
        @DisplayName("the same key again → the same talent, the person shown; another phone under it → 422")
        void idempotent() {
            var number = People.number();
            var first = as(SHUOCHENG)
                    .header("Idempotency-Key", "talent-" + number.substring(14))
                    .body(People.facts(person(number), "140602", ""))
                    .post("/v1/talents");
            assertEquals(201, first.statusCode(), first.asString());
            var again = as(SHUOCHENG)
                    .header("Idempotency-Key", "talent-" + number.substring(14))
                    .body(People.facts(person(number), "140602", ""))
                    .post("/v1/talents");
            assertEquals(first.asString(), again.asString());
            as(SHUOCHENG)
                    .header("Idempotency-Key", "talent-" + number.substring(14))
                    .body(People.facts(person(number).replace("13800000001", "13800000011"), "140602", ""))
                    .post("/v1/talents")
                    .then()
                    .statusCode(422);
        }

        @Test
        @DisplayName("POST imports → created by externalId, unchanged when sent again")
        void imports() {
            var number = People.number();
            var line = ("{\"facts\": "
                            + People.facts(
                                    person(number),
                                    "140602",
                                    ", \"externalId\": \"IMP-%s\"".formatted(number.substring(14)))
                            + "}")
                    .getBytes(java.nio.charset.StandardCharsets.UTF_8);
            for (var outcome : new String[] {"CREATED", "UNCHANGED"}) {
                as(SHUOCHENG)
                        .contentType("application/x-ndjson")
                        .body(line)
                        .post("/v1/talents/imports")
                        .then()
                        .statusCode(200)
                        .body("results[0].outcome", is(outcome));
            }
        }

        @Test
        @DisplayName("POST withdrawal → afterwards 410, and the person can be filed again")
        void withdraw() {
            var number = People.number();
            var path = filed(number, "140602", "");
            as(SHUOCHENG)
                    .body("{\"reason\": \"重复登记\"}")
                    .post(path + "/withdrawal")
                    .then()
                    .statusCode(200)
                    .body("facts.personal", nullValue());
            as(SHUOCHENG).get(path).then().statusCode(410);
            filed(number, "140602", "");
        }
    }

    @Nested
    class AsPersonal {
        @Test
        @DisplayName("POST disclosures → the data in clear, and a line for who saw them and why")
        void disclose() {
            var number = People.number();
            var path = filed(number, "140602", "");
            as(TALENT_OFFICE)
                    .body("{\"purpose\": \"核对资助发放信息\"}")
                    .post(path + "/disclosures")
                    .then()
                    .statusCode(200)
                    .header("Cache-Control", "no-store")
                    .body("personal.nationalId", is(number), "personal.phone", is("13800000001"));
            as(SHUOCHENG)
                    .get(path + "/disclosures")
                    .then()
                    .statusCode(200)
                    .body(
                            "items", hasSize(1),
                            "items[0].region", is("140602"),
                            "items[0].facts.purpose", is("核对资助发放信息"),
                            "items[0].facts.kind", is("REVEAL"),
                            "items[0].facts.disclosedTo", is("talent-office"));
            as(INTEGRATOR)
                    .get("/v1/talent/changes?register=disclosure&limit=1000")
                    .then()
                    .body("items.data.facts.purpose", hasItem("核对资助发放信息"));
        }

        @Test
        @DisplayName("POST disclosures without purpose or with a number in it → 400; by a clerk → 403; elsewhere → 404")
        void purpose() {
            var path = filed(People.number(), "140602", "");
            as(TALENT_OFFICE).body("{}").post(path + "/disclosures").then().statusCode(400);
            as(TALENT_OFFICE)
                    .body("{\"purpose\": \"查 11010519491231002X\"}")
                    .post(path + "/disclosures")
                    .then()
                    .statusCode(400)
                    .body("errors[0].pointer", is("/purpose"));
            as(SHUOCHENG)
                    .body("{\"purpose\": \"核对信息\"}")
                    .post(path + "/disclosures")
                    .then()
                    .statusCode(403);
            as(Tokens.of("datong-hr", Set.of("personal"), "1402"))
                    .body("{\"purpose\": \"核对信息\"}")
                    .post(path + "/disclosures")
                    .then()
                    .statusCode(404);
            as(SHUOCHENG).get(path + "/disclosures").then().body("items", hasSize(0));
        }

        @Test
        @DisplayName("POST copy → everything held, the copy itself among the disclosures")
        void copy() {
            var number = People.number();
            var path = filed(number, "140602", "");
            as(TALENT_OFFICE).body("{\"purpose\": \"核对资助发放信息\"}").post(path + "/disclosures");
            as(TALENT_OFFICE)
                    .body("{\"purpose\": \"应本人申请\"}")
                    .post(path + "/copy")
                    .then()
                    .statusCode(200)
                    .body(
                            "personal.nationalId", is(number),
                            "talent.version", is(1),
                            "history", hasSize(1),
                            "records.disclosure.facts.kind", contains("COPY", "REVEAL"));
        }

        @Test
        @DisplayName("POST erasure → every later read says so; history, feed and disclosures still serve")
        void erase() {
            var number = People.number();
            var path = filed(number, "140602", ", \"field\": \"能源\"");
            as(TALENT_OFFICE).body("{\"purpose\": \"核对资助发放信息\"}").post(path + "/disclosures");
            as(SHUOCHENG)
                    .body("{\"reason\": \"本人撤回同意\"}")
                    .post(path + "/erasure")
                    .then()
                    .statusCode(403);
            as(TALENT_OFFICE)
                    .body("{\"reason\": \"本人撤回同意\"}")
                    .post(path + "/erasure")
                    .then()
                    .statusCode(200)
                    .body("status", is("ERASED"), "facts.personal", nullValue());
            as(SHUOCHENG)
                    .get(path)
                    .then()
                    .statusCode(200)
                    .body("status", is("ERASED"), "facts.personal", nullValue(), "facts.field", is("能源"));
            for (var refused : Stream.of("disclosures", "copy").toList()) {
                as(TALENT_OFFICE)
                        .body("{\"purpose\": \"核对信息\"}")
                        .post(path + "/" + refused)
                        .then()
                        .statusCode(410)
                        .body("type", is("/problems/erased"));
            }
            as(TALENT_OFFICE)
                    .body("{\"reason\": \"再次\"}")
                    .post(path + "/erasure")
                    .then()
                    .statusCode(410);
            as(SHUOCHENG)
                    .body(People.facts(person(number), "140602", ""))
                    .put(path)
                    .then()
                    .statusCode(410);
            as(SHUOCHENG)
                    .get(path + "/history")
                    .then()
                    .body(
                            "items.type",
                            contains("talent.erased", "talent.registered"),
                            "items[0].reason",
                            is("本人撤回同意"));
            as(SHUOCHENG).get(path + "/disclosures").then().body("items", hasSize(1));
            as(INTEGRATOR)
                    .get("/v1/talent/changes?register=talent&limit=1000")
                    .then()
                    .statusCode(200)
                    .body("items.findAll { it.subject == 'talent/%s' }.size()".formatted(path.substring(12)), is(2));
            as(SHUOCHENG)
                    .body("{\"nationalId\": \"%s\"}".formatted(number))
                    .post("/v1/talents/lookup")
                    .then()
                    .body("items", hasSize(0));
        }
    }

    @Nested
    class WhileMattersAreOpen {
        @Test
        @DisplayName(
                "POST erasure while a service is open → 409 naming it; of another region's only the kind; done → 200")
        void erase() {
            var path = filed(People.number(), "140602", "");
            var id = path.substring(12);
            var service = "/v1/service-cases/"
                    + as(SHUOCHENG)
                            .body(
                                    "{\"talent\": \"%s\", \"kind\": \"MEDICAL\", \"openedOn\": \"2026-01-05\", \"request\": \"体检\"}"
                                            .formatted(id))
                            .post("/v1/service-cases")
                            .then()
                            .statusCode(201)
                            .extract()
                            .<String>path("id");
            as(TALENT_OFFICE)
                    .body("{\"reason\": \"本人撤回同意\"}")
                    .post(path + "/erasure")
                    .then()
                    .statusCode(409)
                    .body(
                            "open",
                            contains("service-case/" + service.substring(18) + " OPEN"),
                            "type",
                            is("/problems/conflict"));
            as(SHUOCHENG).get(path).then().body("status", is("ACTIVE"), "facts.personal.name", is("示例人才"));
            as(PROVINCE)
                    .body("{\"reason\": \"不符合条件\"}")
                    .post(service + "/refusal")
                    .then()
                    .statusCode(200);
            as(TALENT_OFFICE)
                    .body("{\"reason\": \"本人撤回同意\"}")
                    .post(path + "/erasure")
                    .then()
                    .statusCode(200);
            as(SHUOCHENG)
                    .body(
                            "{\"talent\": \"%s\", \"kind\": \"MEDICAL\", \"openedOn\": \"2026-01-05\", \"request\": \"体检\"}"
                                    .formatted(id))
                    .post("/v1/service-cases")
                    .then()
                    .statusCode(400)
                    .body("errors.code", contains("talent-unknown"));
        }
    }

    @Nested
    class Mends {
        @Test
        @DisplayName("POST correction of a number → the birth date follows; null clears a phone")
        void correctNumber() {
            var path = filed(People.number(), "140602", "");
            var number = People.number();
            as(SHUOCHENG)
                    .body("{\"personal\": {\"nationalId\": \"%s\", \"phone\": null}, \"reason\": \"本人申请更正\"}"
                            .formatted(number))
                    .post(path + "/correction")
                    .then()
                    .statusCode(200)
                    .body("facts.personal.phone", nullValue());
            as(TALENT_OFFICE)
                    .body("{\"purpose\": \"核对更正结果\"}")
                    .post(path + "/disclosures")
                    .then()
                    .body(
                            "personal.nationalId", is(number),
                            "personal.birthDate",
                                    is(number.substring(6, 10) + "-" + number.substring(10, 12) + "-"
                                            + number.substring(12, 14)));
        }

        @Test
        @DisplayName("each disclosure under one key is a disclosure of its own")
        void everyDisclosure() {
            var path = filed(People.number(), "140602", "");
            for (int i = 0; i < 3; i++) {
                as(TALENT_OFFICE)
                        .header("Idempotency-Key", "same-" + path)
                        .body("{\"purpose\": \"核对资助发放信息\"}")
                        .post(path + "/disclosures")
                        .then()
                        .statusCode(200);
            }
            as(SHUOCHENG).get(path + "/disclosures").then().body("items", hasSize(3));
        }

        @Test
        @DisplayName("numbers of people in reasons and external ids → 400, credit codes of digits alone pass")
        void impersonal() {
            var path = filed(People.number(), "140602", "");
            for (var reason : Set.of("重复 11010519491231002X", "电话 13812345678", "１３８１２３４５６７８")) {
                as(SHUOCHENG)
                        .body("{\"reason\": \"%s\"}".formatted(reason))
                        .post(path + "/withdrawal")
                        .then()
                        .statusCode(400)
                        .body("errors.code", contains("impersonal"));
            }
            as(SHUOCHENG)
                    .contentType("application/merge-patch+json")
                    .body("{\"externalId\": \"11010519491231002X\"}")
                    .patch(path)
                    .then()
                    .statusCode(400);
            as(SHUOCHENG)
                    .contentType("application/merge-patch+json")
                    .body("{\"externalId\": \"911406020000001234\"}")
                    .patch(path)
                    .then()
                    .statusCode(200);
        }

        @Test
        @DisplayName(
                "days that no calendar of the database has → 400, in an import only for their line; odd filters → 400")
        void odd() {
            var talent = filed(People.number(), "140602", "").substring(12);
            var line =
                    "{\"facts\": {\"talent\": \"%s\", \"kind\": \"MEDICAL\", \"openedOn\": \"%s\", \"request\": \"体检\"}}";
            as(SHUOCHENG)
                    .contentType("application/x-ndjson")
                    .body((line.formatted(talent, "2026-01-05") + "\n" + line.formatted(talent, "0000-01-01"))
                            .getBytes(java.nio.charset.StandardCharsets.UTF_8))
                    .post("/v1/service-cases/imports")
                    .then()
                    .log()
                    .ifValidationFails()
                    .statusCode(200)
                    .body("created", is(1), "refused", is(1));
            for (var odd : Set.of(
                    "/v1/talents?status=,",
                    "/v1/talents?field=%00",
                    "/v1/talents?region=%00",
                    "/v1/talents?updatedSince=%2B999999999-01-01T00:00:00Z",
                    "/v1/service-statistics?from=%2B999999999-12-31")) {
                as(SHUOCHENG).urlEncodingEnabled(false).get(odd).then().statusCode(400);
            }
        }

        @Test
        @DisplayName("what is erased keeps no external id and cannot be moved; a withdrawal waits for open matters too")
        void erased() {
            var path = filed(People.number(), "140602", ", \"externalId\": \"ERASED-1\"");
            var service = as(SHUOCHENG)
                    .body(
                            "{\"talent\": \"%s\", \"kind\": \"MEDICAL\", \"openedOn\": \"2026-01-05\", \"request\": \"体检\"}"
                                    .formatted(path.substring(12)))
                    .post("/v1/service-cases")
                    .then()
                    .statusCode(201)
                    .extract()
                    .<String>path("id");
            as(SHUOCHENG)
                    .body("{\"reason\": \"重复登记\"}")
                    .post(path + "/withdrawal")
                    .then()
                    .statusCode(409);
            as(PROVINCE)
                    .body("{\"reason\": \"不符合条件\"}")
                    .post("/v1/service-cases/" + service + "/refusal")
                    .then()
                    .statusCode(200);
            as(TALENT_OFFICE)
                    .body("{\"reason\": \"本人撤回同意\"}")
                    .post(path + "/erasure")
                    .then()
                    .statusCode(200);
            as(SHUOCHENG).get(path).then().body("facts.externalId", nullValue());
            as(PROVINCE)
                    .body("{\"region\": \"140213\", \"reason\": \"工作调动\"}")
                    .post(path + "/relocation")
                    .then()
                    .statusCode(410);
        }
    }

    @Nested
    class AsReviewer {
        @Test
        @DisplayName("POST relocation → the disclosures move with the talent")
        void relocate() {
            var path = filed(People.number(), "140602", "");
            as(TALENT_OFFICE).body("{\"purpose\": \"核对资助发放信息\"}").post(path + "/disclosures");
            as(PROVINCE)
                    .body("{\"region\": \"140213\", \"reason\": \"工作调动\"}")
                    .post(path + "/relocation")
                    .then()
                    .statusCode(200)
                    .body("region", is("140213"), "facts.personal.name", is("示例人才"));
            as(SHUOCHENG).get(path).then().statusCode(404);
            as(DATONG).get(path + "/disclosures").then().body("items.region", contains("140213"));
        }
    }

    @Nested
    class AsReader {
        @Test
        @DisplayName("GET list and record → masked; another region → nothing")
        void read() {
            var path = filed(People.number(), "140602", ", \"field\": \"读者领域\"");
            as(INTEGRATOR)
                    .get("/v1/talents?field=读者领域")
                    .then()
                    .statusCode(200)
                    .body("items", hasSize(1), "items[0].facts.personal.phone", is("1*********1"));
            as(DATONG).get(path).then().statusCode(404);
            as(DATONG).get("/v1/talents?field=读者领域").then().body("items", hasSize(0));
        }

        @Test
        @DisplayName("GET talent-statistics → once in the total, once in each team; returns beside it, never mixed")
        void statistics() {
            var county = Place.county();
            var clerk = county.token("reader", "clerk");
            for (var teams : Stream.of("[\"MANAGEMENT\", \"TECHNICAL\"]", "[\"TECHNICAL\"]", "[\"SKILLED\"]")
                    .toList()) {
                as(clerk)
                        .body(People.facts(person(People.number()), county.code(), ", \"highEnd\": true")
                                .replace("[\"TECHNICAL\"]", teams))
                        .post("/v1/talents")
                        .then()
                        .statusCode(201);
            }
            as(clerk)
                    .get("/v1/talent-statistics?by=team")
                    .then()
                    .statusCode(200)
                    .body(
                            "total.persons", is(3),
                            "total.highEnd", is(3),
                            "total.returnedTotal", is(0),
                            "items.by.team", contains("TECHNICAL", "MANAGEMENT", "SKILLED"),
                            "items.names.team", contains("专业技术", "经营管理", "高技能"),
                            "items.sums.persons", contains(2, 1, 1),
                            "items.sums.returnedTotal", contains(nullValue(), nullValue(), nullValue()));
            as(clerk)
                    .get("/v1/talent-statistics?by=team,region")
                    .then()
                    .statusCode(200)
                    .body(
                            "items.by.region",
                            contains(county.code(), county.code(), county.code()),
                            "total.persons",
                            is(3));
            for (var by : Set.of("field", "degree", "grade", "region", "employer")) {
                as(clerk)
                        .get("/v1/talent-statistics?by=" + by)
                        .then()
                        .statusCode(200)
                        .body("items.sums.persons", contains(3));
            }
            as(clerk).get("/v1/talent-statistics").then().body("total.persons", is(3), "items", empty());
            as(clerk).get("/v1/talent-statistics?by=name").then().statusCode(400);
        }
    }

    @Nested
    class AtOnce {
        @Test
        @DisplayName("40 filings of one person at once → one 201, 39 times 409 with its id")
        void doubleFilings() throws Exception {
            var number = People.number();
            // Two clients, since one would pass its limit by 39 refusals.
            var clerks = Stream.of("first-desk", "second-desk")
                    .map(name -> Tokens.of(name, Set.of("reader", "clerk"), "140602"))
                    .toList();
            var answers = together(
                    40,
                    turn -> as(clerks.get(turn % 2))
                            .body(People.facts(person(number), "140602", ""))
                            .post("/v1/talents"));
            var filed =
                    answers.stream().filter(each -> each.statusCode() == 201).toList();
            assertEquals(1, filed.size());
            var id = filed.getFirst().<String>path("id");
            assertEquals(
                    39,
                    answers.stream()
                            .filter(each -> each.statusCode() == 409 && id.equals(each.path("id")))
                            .count());
        }

        @Test
        @DisplayName("32 corrections and 32 erasures of one person at once → one erasure, nothing readable after it")
        void erasures() throws Exception {
            var path = filed(People.number(), "140602", "");
            var answers = together(
                    64,
                    turn -> turn % 2 == 0
                            ? as(TALENT_OFFICE).body("{\"reason\": \"本人撤回同意\"}").post(path + "/erasure")
                            : as(SHUOCHENG)
                                    .body("{\"personal\": {\"name\": \"示例 %d\"}, \"reason\": \"更正\"}".formatted(turn))
                                    .post(path + "/correction"));
            var statuses = new TreeMap<Integer, Integer>();
            answers.forEach(each -> statuses.merge(each.statusCode(), 1, Integer::sum));
            assertEquals(Set.of(200, 410), statuses.keySet(), statuses.toString());
            assertEquals(
                    1,
                    answers.stream()
                            .filter(each -> "ERASED".equals(each.path("status")))
                            .count());
            as(SHUOCHENG).get(path).then().body("status", is("ERASED"), "facts.personal", nullValue());
        }
    }

    @Nested
    class Keys {
        @Test
        @DisplayName("a new master key wraps everything anew; without it nothing opens; the old one is told to be idle")
        void rotate() throws IOException {
            var number = People.number();
            var path = filed(number, "140602", "");
            var configured = Path.of(ConfigProvider.getConfig().getValue("innoledger.personal.keys", String.class));
            var lines = Files.readAllLines(configured);
            var added = Files.createTempFile("personal", ".keys");
            added.toFile().deleteOnExit();
            Files.write(
                    added,
                    Stream.concat(
                                    Stream.of("test-3 " + Base64.getEncoder().encodeToString(new byte[32])),
                                    lines.stream())
                            .toList());

            rotate(added);
            as(SHUOCHENG).get(path).then().statusCode(503).body("type", is("/problems/unavailable"));
            as(OPERATOR)
                    .get("/v1/personal-keys")
                    .then()
                    .body(
                            "find { it.id == 'test-3' }.configured", is(false),
                            "find { it.id == 'test-3' }.sealed", greaterThanOrEqualTo(2),
                            "find { it.id == 'test-2' }.current", is(true),
                            "find { it.id == 'test-2' }.sealed", is(0));

            // The other way round, as an operator would who has put the old key on top again.
            var back = new ArrayList<>(lines);
            back.add("test-3 " + Base64.getEncoder().encodeToString(new byte[32]));
            rotate(Files.write(added, back));
            as(TALENT_OFFICE)
                    .body("{\"purpose\": \"核对轮换结果\"}")
                    .post(path + "/disclosures")
                    .then()
                    .statusCode(200)
                    .body("personal.nationalId", is(number));
            as(SHUOCHENG).get(path).then().body("version", is(1), "facts.personal.name", not(nullValue()));
        }

        @Test
        @DisplayName(
                "a name is found in every form that it is written in, also one that was hashed in another form before")
        void names() {
            var name = "Anna·Schmidt" + People.number();
            var id = as(SHUOCHENG)
                    .body(People.facts("{\"name\": \"%s\"}".formatted(name), "140602", ""))
                    .post("/v1/talents")
                    .then()
                    .statusCode(201)
                    .extract()
                    .<String>path("id");
            var forms = List.of(
                    name,
                    name.toUpperCase(Locale.ROOT).replace("·", " "),
                    name.replace("·", "・"),
                    name.replace("Anna", "Ａｎｎａ"),
                    name.replace("·", "\u200b"),
                    "\u3000" + name.toLowerCase(Locale.ROOT));
            forms.forEach(form -> found(form, hasItem(id)));
            found(name.replace("Anna", "Hanna"), empty());

            Service.execute("update talent set personal = jsonb_set(personal, '{nameHash}', '\"%s\"') where id = '%s'"
                    .formatted("0a".repeat(32), id));
            found(name, empty());
            rotate(Path.of(ConfigProvider.getConfig().getValue("innoledger.personal.keys", String.class)));
            forms.forEach(form -> found(form, hasItem(id)));
            as(SHUOCHENG).get("/v1/talents/" + id).then().body("version", is(1), "facts.personal.name", is(name));
        }

        private static void found(String name, Matcher<?> ids) {
            as(SHUOCHENG)
                    .body("{\"name\": \"%s\"}".formatted(name))
                    .post("/v1/talents/lookup")
                    .then()
                    .statusCode(200)
                    .body("items.id", ids);
        }

        @Test
        @DisplayName(
                "wherever people stand in an answer, no cache keeps it: lists, records, look-ups, histories, refusals")
        void keptNowhere() {
            var path = filed(People.number(), "140602", "");
            for (var each : List.of("/v1/talents", path, path + "/history", path + "/disclosures", path + "0")) {
                as(SHUOCHENG).get(each).then().header("Cache-Control", is("no-store"));
            }
            posted(SHUOCHENG, "/v1/talents/lookup", "{\"name\": \"无此人\"}").header("Cache-Control", is("no-store"));
        }

        @Test
        @DisplayName("a withdrawn talent is restored by nobody, since the personal data are gone")
        void notRestored() {
            var path = filed(People.number(), "140602", "");
            posted(SHUOCHENG, path + "/withdrawal", "{\"reason\": \"误录一次\"}").statusCode(200);
            assertEquals(
                    404,
                    as(TALENT_OFFICE)
                            .body("{\"reason\": \"误撤一次\"}")
                            .post(path + "/restoration")
                            .statusCode());
            as(SHUOCHENG).get(path).then().statusCode(410).body("type", is("/problems/withdrawn"));
        }

        private void rotate(Path file) {
            var masters = new MasterKeys(Optional.of(file));
            var vault = new Vault(masters, journal);
            vault.start(null);
            new KeyRotation(journal, vault, masters, new ObjectMapper()).rotate();
        }
    }
}
