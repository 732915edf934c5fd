package org.innoledger.ledger.gap;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;
import static org.innoledger.kit.test.Asking.as;
import static org.innoledger.kit.test.CreditCodes.code;
import static org.innoledger.kit.test.Tokens.DATONG;
import static org.innoledger.kit.test.Tokens.INTEGRATOR;
import static org.innoledger.kit.test.Tokens.OPERATOR;
import static org.innoledger.kit.test.Tokens.PROVINCE;
import static org.innoledger.ledger.Supporting.assigned;
import static org.innoledger.ledger.Supporting.enterprise;
import static org.innoledger.ledger.Supporting.enterpriseFacts;
import static org.innoledger.ledger.Supporting.group;
import static org.innoledger.ledger.Supporting.state;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.innoledger.kit.test.Place;
import org.innoledger.kit.test.Service;
import org.innoledger.kit.time.Clocks;
import org.innoledger.ledger.Given;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(Service.class)
class GapTest {
    private static final String UNASSIGNED = "/v1/coverage/unassigned?limit=500&region=";
    private static final String UNPAIRED = "/v1/coverage/unpaired?limit=500&region=";

    @Nested
    class AsReader {
        @Test
        @DisplayName("unassigned → those of the roster without an assignment in force, and no others")
        void unassigned() {
            var none = enterprise("140902", "C3073");
            var over = enterprise("140902", "C3073");
            var inForce = enterprise("140902", "C3073");
            var active = enterprise("140902", "C3073");
            var closed = enterprise("140902", "B0610");
            var trade = enterprise("140902", "F5111");
            var reopened = enterprise("140902", "D4411");
            state(active, "ACTIVE");
            state(closed, "CLOSED");
            state(reopened, "REOPENED");
            var offRoster = code();
            as(PROVINCE)
                    .body(enterpriseFacts("退规", "140902", "C3073")
                            .replace("}", ", \"aboveScaleUntil\": \"2024-12-31\"}"))
                    .put("/v1/enterprises/" + offRoster)
                    .then()
                    .statusCode(201);
            var group = group(PROVINCE, "140900");
            assigned(PROVINCE, inForce, group, "2026-02-01");
            var ended = assigned(PROVINCE, over, group, "2026-02-01");
            patched("/v1/assignments/" + ended, yesterday());
            as(INTEGRATOR)
                    .get(UNASSIGNED + "1409")
                    .then()
                    .statusCode(200)
                    .body(
                            "items.enterprise",
                            hasItems(none, over, reopened),
                            "items.enterprise",
                            not(hasItem(inForce)),
                            "items.enterprise",
                            not(hasItem(active)),
                            "items.enterprise",
                            not(hasItem(closed)),
                            "items.enterprise",
                            not(hasItem(trade)),
                            "items.enterprise",
                            not(hasItem(offRoster)),
                            "items.find {it.enterprise == '" + none + "'}.regionName",
                            is("忻府区"),
                            "items.find {it.enterprise == '" + none + "'}.industry",
                            is("C3073"),
                            "items.find {it.enterprise == '" + reopened + "'}.status",
                            is("REOPENED"));
            as(INTEGRATOR)
                    .get(UNASSIGNED + "1409&industry=D44")
                    .then()
                    .statusCode(200)
                    .body("items.enterprise", hasItem(reopened), "items.industry", everyItem(startsWith("D44")));
        }

        @Test
        @DisplayName("unpaired → those without a pairing in force; by kind → without one of that kind")
        void unpaired() {
            var none = enterprise("140921", "C3073");
            var department = enterprise("140921", "C3073");
            var ended = enterprise("140921", "C3073");
            pairing(department);
            patched("/v1/pairings/" + pairing(ended), yesterday());
            as(INTEGRATOR)
                    .get(UNPAIRED + "140921")
                    .then()
                    .statusCode(200)
                    .body("items.enterprise", hasItems(none, ended), "items.enterprise", not(hasItem(department)));
            as(INTEGRATOR)
                    .get(UNPAIRED + "140921&kind=DEPARTMENT")
                    .then()
                    .body("items.enterprise", not(hasItem(department)));
            as(INTEGRATOR)
                    .get(UNPAIRED + "140921&kind=ENTERPRISE")
                    .then()
                    .body("items.enterprise", hasItems(none, department, ended));
        }

        private static String pairing(String enterprise) {
            return as(PROVINCE)
                    .body("""
                            {"enterprise": "%s", "kind": "DEPARTMENT", "department": "市工信局", "since": "2026-02-01"}""".formatted(enterprise))
                    .post("/v1/pairings")
                    .then()
                    .statusCode(201)
                    .extract()
                    .path("id");
        }

        private static String yesterday() {
            return LocalDate.now(Clocks.ZONE).minusDays(1).toString();
        }

        private static void patched(String path, String until) {
            as(PROVINCE)
                    .contentType("application/merge-patch+json")
                    .body("{\"until\": \"%s\"}".formatted(until))
                    .patch(path)
                    .then()
                    .statusCode(200);
        }

        @Test
        @DisplayName("page by page → each enterprise once, also while the one before is assigned")
        void pages() {
            var county = Place.county();
            var clerk = county.token("reader", "clerk");
            var mine = new TreeSet<String>();
            for (int i = 0; i < 5; i++) {
                mine.add(Given.enterprise(clerk, county.code()));
            }
            var group = group(clerk, county.code());
            var seen = new ArrayList<String>();
            var next = "/v1/coverage/unassigned?region=" + county.code() + "&limit=2&industry=c30";
            while (next != null) {
                var page = as(clerk)
                        .urlEncodingEnabled(false)
                        .get(next)
                        .then()
                        .statusCode(200)
                        .extract();
                seen.addAll(page.path("items.enterprise"));
                var link = page.header("Link");
                next = link == null ? null : link.substring(1, link.indexOf('>'));
                assigned(clerk, seen.getLast(), group, "2026-02-01");
            }
            assertEquals(new ArrayList<>(mine), seen);
        }

        @Test
        @DisplayName("a limit, cursor, region, industry or kind that is none → 400; no reader → 403")
        void wrong() {
            for (var wrong : List.of("limit=0", "cursor=abc", "region=x", "industry=30")) {
                as(INTEGRATOR)
                        .get("/v1/coverage/unassigned?" + wrong)
                        .then()
                        .statusCode(400)
                        .body("errors.pointer", contains(wrong.replaceFirst("=.*", "")));
            }
            as(INTEGRATOR)
                    .get("/v1/coverage/unpaired?kind=FRIEND")
                    .then()
                    .statusCode(400)
                    .body("errors.pointer", contains("kind"), "errors.code", contains("not-in-catalogue"));
            as(OPERATOR).get("/v1/coverage/unassigned").then().statusCode(403);
        }
    }

    @Nested
    class AsAnotherRegion {
        @Test
        @DisplayName("a city asks → only its own; for another city's region → 403")
        void own() {
            enterprise("140602", "C3073");
            var mine = enterprise("140213", "C3073");
            as(DATONG)
                    .get("/v1/coverage/unassigned?limit=500")
                    .then()
                    .statusCode(200)
                    .body("items.enterprise", hasItem(mine), "items.region", everyItem(startsWith("1402")));
            as(DATONG).get(UNASSIGNED + "1406").then().statusCode(403);
        }
    }
}
