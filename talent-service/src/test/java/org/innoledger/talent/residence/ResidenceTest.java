package org.innoledger.talent.residence;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.innoledger.kit.test.Asking.as;
import static org.innoledger.kit.test.Tokens.DATONG;
import static org.innoledger.kit.test.Tokens.PROVINCE;
import static org.innoledger.kit.test.Tokens.SHUOZHOU;
import static org.innoledger.kit.test.Tokens.TAIYUAN;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.innoledger.kit.test.Place;
import org.innoledger.kit.test.Service;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(Service.class)
class ResidenceTest {
    private static String facts(String region, int units) {
        return """
                {"name": "示例·人才公寓", "address": "示例路 1 号", "region": "%s", "units": %d, "keeper": "示例·物业", \
                "openedOn": "2022-09-01"}""".formatted(region, units);
    }

    private static String filed(String token, String region, int units) {
        return "/v1/residences/"
                + as(token)
                        .body(facts(region, units))
                        .post("/v1/residences")
                        .then()
                        .statusCode(201)
                        .extract()
                        .path("id");
    }

    @Nested
    class AsClerk {
        @Test
        @DisplayName("752 flats are filed → 752 free; units change → so do the free ones")
        void occupancy() {
            var path = filed(TAIYUAN, "140105", 752);
            as(TAIYUAN)
                    .get(path + "/occupancy")
                    .then()
                    .statusCode(200)
                    .body("units", is(752), "occupied", is(0), "free", is(752));
            as(TAIYUAN)
                    .contentType("application/merge-patch+json")
                    .body("{\"units\": 700}")
                    .patch(path)
                    .then()
                    .statusCode(200);
            as(TAIYUAN).get(path + "/occupancy").then().body("units", is(700), "free", is(700));
            as(TAIYUAN)
                    .get("/v1/residences?units.gte=700&openedOn=2022-09-01")
                    .then()
                    .statusCode(200)
                    .body("items.id", hasItem(path.substring(path.lastIndexOf('/') + 1)));
        }

        @Test
        @DisplayName("no flats, no name, a mobile number in the keeper → 400 at each of them")
        void faults() {
            as(SHUOZHOU)
                    .body("""
                            {"name": " ", "region": "140602", "units": 0, "keeper": "张 13800138000"}""")
                    .post("/v1/residences")
                    .then()
                    .statusCode(400)
                    .body("errors.pointer", contains("/keeper", "/name", "/units"));
        }

        @Test
        @DisplayName("imports by externalId, twice → created, then unchanged; withdrawal → 410, and no flats any more")
        void imports() {
            var own = Place.county();
            var clerk = own.token("reader", "clerk");
            var number = "GY-" + UUID.randomUUID();
            var line =
                    "{\"facts\": " + facts(own.code(), 3).replace("}", ", \"externalId\": \"" + number + "\"}") + "}";
            for (var outcome : List.of("CREATED", "UNCHANGED")) {
                as(clerk)
                        .contentType("application/x-ndjson")
                        .body(line.getBytes(StandardCharsets.UTF_8))
                        .post("/v1/residences/imports")
                        .then()
                        .statusCode(200)
                        .body("results.outcome", contains(outcome));
            }
            String id = as(clerk).get("/v1/residences?externalId=" + number).path("items[0].id");
            as(clerk)
                    .get("/v1/service-statistics?region=" + own.code())
                    .then()
                    .statusCode(200)
                    .body("total.flats", is(3), "total.flatsFree", is(3));
            as(clerk)
                    .body("{\"reason\": \"重复登记\"}")
                    .post("/v1/residences/" + id + "/withdrawal")
                    .then()
                    .statusCode(200);
            as(clerk).get("/v1/residences/" + id + "/occupancy").then().statusCode(410);
            as(clerk).get("/v1/service-statistics?region=" + own.code()).then().body("total.flats", is(0));
        }
    }

    @Nested
    class AsReviewer {
        @Test
        @DisplayName("a residence is given to another city → its flats are counted there")
        void relocation() {
            var path = filed(PROVINCE, "140623", 4);
            as(PROVINCE)
                    .body("{\"region\": \"140213\", \"reason\": \"划转\"}")
                    .post(path + "/relocation")
                    .then()
                    .statusCode(200)
                    .body("region", is("140213"));
            as(SHUOZHOU).get(path).then().statusCode(404);
            as(DATONG).get(path + "/occupancy").then().statusCode(200).body("free", is(4));
        }
    }
}
