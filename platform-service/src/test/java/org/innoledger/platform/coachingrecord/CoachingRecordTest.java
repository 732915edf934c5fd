package org.innoledger.platform.coachingrecord;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.is;
import static org.innoledger.kit.test.Asking.as;
import static org.innoledger.kit.test.Asking.patched;
import static org.innoledger.kit.test.Asking.posted;
import static org.innoledger.kit.test.CreditCodes.code;
import static org.innoledger.kit.test.Together.answers;
import static org.innoledger.kit.test.Together.counted;
import static org.innoledger.kit.test.Tokens.PROVINCE;
import static org.innoledger.kit.test.Tokens.SHUOCHENG;
import static org.innoledger.kit.test.Tokens.SHUOZHOU;
import static org.innoledger.kit.test.Tokens.TAIYUAN;
import static org.innoledger.platform.alliance.Cases.COUNTY_READER;
import static org.innoledger.platform.alliance.Cases.THREADS;
import static org.innoledger.platform.alliance.Cases.alliance;
import static org.innoledger.platform.alliance.Cases.filed;
import static org.innoledger.platform.alliance.Cases.imported;
import static org.innoledger.platform.alliance.Cases.platform;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.LocalDate;
import java.util.UUID;
import org.innoledger.kit.test.Service;
import org.innoledger.kit.time.Clocks;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(Service.class)
class CoachingRecordTest {
    private static final String RECORDS = "/v1/coaching-records";

    static String facts(String enterprise, String by, String on) {
        return """
                {"enterprise": "%s", %s, "coachedOn": "%s", "method": "ON_SITE", "content": "梳理工艺短板"}""".formatted(enterprise, by, on);
    }

    private static String by(String component, String id) {
        return "\"" + component + "\": \"" + id + "\"";
    }

    private static String founded(String token, String region) {
        return filed(token, "/v1/alliances", alliance(region, "ALLIANCE", "BIG_DATA"));
    }

    @Nested
    class AsClerk {
        @Test
        @DisplayName(
                "a county files what the province's alliance did for an enterprise not known yet → 201, remarked upon")
        void filing() {
            var body = facts(code(), by("alliance", founded(PROVINCE, "140000")), "2026-05-12");
            var path = RECORDS + "/"
                    + posted(SHUOCHENG, RECORDS, body)
                            .statusCode(201)
                            .body("region", is("140602"), "remarks.pointer", contains("/facts/enterprise"))
                            .extract()
                            .<String>path("id");
            as(SHUOCHENG).body(body).put(path).then().statusCode(200).body("version", is(1));
            patched(SHUOCHENG, path, "{\"outcome\": \"立项一项\"}").statusCode(200).body("version", is(2));
            posted(SHUOCHENG, path + "/withdrawal", "{\"reason\": \"重复登记\"}").statusCode(200);
            as(SHUOCHENG).get(path).then().statusCode(410);
        }

        @Test
        @DisplayName("by a platform of its own → 201; by one of another city or none at all → 400")
        void coaches() {
            var own = by("platform", platform(SHUOZHOU, "140602"));
            posted(SHUOCHENG, RECORDS, facts(code(), own, "2026-05-12")).statusCode(201);
            var elsewhere = platform(TAIYUAN, "140105");
            posted(SHUOZHOU, RECORDS, facts(code(), by("platform", elsewhere), "2026-05-12"))
                    .statusCode(400)
                    .body(
                            "errors[0].pointer", is("/platform"),
                            "errors[0].code", is("platform-unknown"));
            var nowhere = UUID.randomUUID().toString();
            posted(SHUOZHOU, RECORDS, facts(code(), by("alliance", nowhere), "2026-05-12"))
                    .statusCode(400)
                    .body("errors[0].pointer", is("/alliance"), "errors[0].code", is("alliance-unknown"));
            as(SHUOZHOU)
                    .body(facts(code(), by("alliance", founded(TAIYUAN, "140100")), "2026-05-12"))
                    .post(RECORDS)
                    .then()
                    .statusCode(400)
                    .body("errors[0].code", is("alliance-unknown"));
        }

        @Test
        @DisplayName("by both or by neither, or on a day to come → 400")
        void faults() {
            var both = by("platform", UUID.randomUUID().toString()) + ", "
                    + by("alliance", UUID.randomUUID().toString());
            posted(SHUOZHOU, RECORDS, facts(code(), both, "2026-05-12"))
                    .statusCode(400)
                    .body("errors[0].pointer", is("/alliance"), "errors[0].code", is("one-of"));
            var tomorrow = LocalDate.now(Clocks.ZONE).plusDays(2).toString();
            posted(SHUOZHOU, RECORDS, facts(code(), by("alliance", founded(SHUOZHOU, "140600")), tomorrow))
                    .statusCode(400)
                    .body("errors[0].pointer", is("/coachedOn"), "errors[0].code", is("date-in-future"));
        }

        @Test
        @DisplayName("an import → a result for each line, the refused with their reason")
        void importing() {
            var good = facts(code(), by("alliance", founded(SHUOZHOU, "140600")), "2026-05-12");
            var bad = facts(code(), by("alliance", UUID.randomUUID().toString()), "2026-05-12");
            imported(SHUOZHOU, RECORDS, "{\"facts\": %s}\n{\"facts\": %s}".formatted(good, bad))
                    .body("results.outcome", contains("CREATED", "REFUSED"));
        }
    }

    @Nested
    class AsReader {
        @Test
        @DisplayName("reads the records of its county and the figures, files none → 403")
        void reads() {
            var id =
                    filed(SHUOCHENG, RECORDS, facts(code(), by("alliance", founded(SHUOZHOU, "140600")), "2026-05-12"));
            as(COUNTY_READER).get(RECORDS + "/" + id).then().statusCode(200);
            as(COUNTY_READER)
                    .get("/v1/coaching-statistics")
                    .then()
                    .statusCode(200)
                    .body("region", is("140602"));
            posted(COUNTY_READER, RECORDS, facts(code(), by("alliance", id), "2026-05-12"))
                    .statusCode(403);
        }
    }

    @Nested
    class AtOnce {
        @Test
        @DisplayName("32 clerks file one externalId → one 201, the others hear of it")
        void oneNumber() throws Exception {
            var alliance = by("alliance", founded(SHUOZHOU, "140600"));
            var number = "\"externalId\": \"FD-" + UUID.randomUUID() + "\"";
            var answers = answers(
                    THREADS,
                    i -> as(SHUOZHOU)
                            .body(facts(code(), alliance + ", " + number, "2026-05-12"))
                            .post(RECORDS));
            assertEquals(1, counted(answers, 201));
            assertEquals(THREADS - 1, counted(answers, 409));
        }
    }

    @Test
    @DisplayName("parameters that cannot be → 400")
    void parameters() {
        as(SHUOZHOU)
                .get("/v1/coaching-gaps?limit=0")
                .then()
                .statusCode(400)
                .body("errors[0].pointer", is("limit"), "errors[0].code", is("out-of-range"));
        as(SHUOZHOU)
                .get("/v1/coaching-gaps?cursor=xyz")
                .then()
                .statusCode(400)
                .body("errors[0].code", is("cursor-mismatch"));
        as(SHUOZHOU).get("/v1/coaching-statistics?from=1").then().statusCode(400);
    }
}
