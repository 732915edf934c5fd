package org.innoledger.talent.talent;

import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.hamcrest.Matchers.nullValue;
import static org.innoledger.kit.test.Asking.as;
import static org.innoledger.kit.test.Service.execute;
import static org.innoledger.kit.test.Tokens.DATONG;
import static org.innoledger.kit.test.Tokens.PROVINCE;
import static org.innoledger.kit.test.Tokens.TALENT_OFFICE;
import static org.innoledger.talent.talent.Guessing.clerk;
import static org.innoledger.talent.talent.Guessing.correct;
import static org.innoledger.talent.talent.Guessing.facts;
import static org.innoledger.talent.talent.Guessing.filed;
import static org.innoledger.talent.talent.Guessing.id;
import static org.innoledger.talent.talent.Guessing.imported;
import static org.innoledger.talent.talent.Guessing.line;
import static org.innoledger.talent.talent.Guessing.look;
import static org.innoledger.talent.talent.Guessing.lookedUp;
import static org.innoledger.talent.talent.Guessing.patch;
import static org.innoledger.talent.talent.Guessing.person;
import static org.innoledger.talent.talent.Guessing.problem;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.sql.SQLException;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.innoledger.kit.test.Service;
import org.innoledger.kit.test.Tokens;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/// Look-ups on record, and how many a client has.
@QuarkusTest
@WithTestResource(Service.class)
class PersonalLookupTest {
    @Nested
    class OnRecord {
        @Test
        @DisplayName("look-ups → each on record, found or not; the copy tells the person; other cities see nothing")
        void lookups() {
            var clerk = clerk("looks-up");
            var number = People.number();
            var path = filed(person(number));
            look(clerk, number).then().statusCode(200).body("items", hasSize(1));
            look(clerk, People.number()).then().statusCode(200).body("items", hasSize(0));
            as(clerk)
                    .body("{\"name\": \"无此人\"}")
                    .post("/v1/talents/lookup")
                    .then()
                    .statusCode(200);
            lookedUp("looks-up")
                    .body(
                            "items.region", everyItem(is("140602")),
                            "items.facts.occasion", everyItem(is("LOOK_UP")),
                            "items.facts.key", contains("NATIONAL_ID", "NATIONAL_ID", "NAME"),
                            "items.facts.found", contains(1, 0, 0),
                            "items.facts.talents", contains(List.of(id(path)), null, null));
            as(DATONG).get("/v1/personal-lookups?lookedUpBy=looks-up").then().body("items", hasSize(0));
            as(TALENT_OFFICE)
                    .body("{\"purpose\": \"应本人申请提供副本\"}")
                    .post(path + "/copy")
                    .then()
                    .body("records.'personal-lookup'.facts.lookedUpBy", contains("looks-up"));
        }

        @Test
        @DisplayName("a filing refused since the number is on file → on record, though the filing is not")
        void refusedFiling() {
            var clerk = clerk("files-again");
            var number = People.number();
            var path = filed(person(number));
            as(clerk)
                    .body(facts(number))
                    .post("/v1/talents")
                    .then()
                    .statusCode(409)
                    .body("id", is(id(path)));
            patch(clerk, filed(person(People.number())), person(number)).then().statusCode(409);
            imported(clerk, Stream.of(line(facts(number)))).body("results.problem.status", contains(409));
            lookedUp("files-again")
                    .body(
                            "items.facts.occasion", contains("FILING", "FILING", "FILING"),
                            "items.facts.found", everyItem(is(1)),
                            "items.facts.talents", everyItem(is(List.of(id(path)))));
            var other = Tokens.of("files-elsewhere", Set.of("reader", "clerk"), "140213");
            as(other)
                    .body(facts(number).replace("140602\"", "140213\""))
                    .post("/v1/talents")
                    .then()
                    .statusCode(409)
                    .body("id", nullValue());
            lookedUp("files-elsewhere")
                    .body("items.region", contains("140213"), "items.facts.talents", contains(nullValue()));
        }

        @Test
        @DisplayName("where the external id is taken too → that is told, whether the number is on file or not")
        void externalIdFirst() {
            var clerk = clerk("clashes-twice");
            var number = People.number();
            filed(person(number));
            var mine = filed(person(People.number()));
            as(PROVINCE)
                    .body(People.facts(person(People.number()), "140602", ", \"externalId\": \"TAKEN-1\""))
                    .post("/v1/talents")
                    .then()
                    .statusCode(201);
            var taken = ", \"externalId\": \"TAKEN-1\"";
            var filings = Stream.of(number, People.number())
                    .map(each -> problem(as(clerk)
                            .body(People.facts(person(each), "140602", taken))
                            .post("/v1/talents")))
                    .collect(Collectors.toSet());
            assertEquals(1, filings.size(), filings.toString());
            as(clerk)
                    .body(People.facts(person(number), "140602", taken))
                    .put(mine)
                    .then()
                    .statusCode(409)
                    .body("rule", is("talent_external_id"));
            lookedUp("clashes-twice").body("items.facts.occasion", contains("CORRECTION"));
        }
    }

    @Nested
    class Limits {
        @Test
        @DisplayName(
                "40 look-ups by number from 8 threads → 30 answered, 10 times 429; then no number of the client is compared")
        void numbers() throws Exception {
            var client = clerk("asks-much");
            var number = People.number();
            var path = filed(person(number));
            try (var threads = Executors.newFixedThreadPool(8)) {
                Callable<Response> request = () -> look(client, number);
                var refused = 0;
                for (var answer : threads.invokeAll(Collections.nCopies(40, request))) {
                    if (answer.get().statusCode() != 200) {
                        refused++;
                        assertEquals(429, answer.get().statusCode());
                        var seconds = Integer.parseInt(answer.get().header("Retry-After"));
                        assertTrue(seconds > 3000 && seconds <= 3600, seconds + " s");
                    }
                }
                assertEquals(10, refused);
            }
            lookedUp("asks-much").body("items", hasSize(30));

            // Right and wrong are refused alike.
            var seen = as(client).get(path).then().extract().<Object>path("facts");
            var closed = Stream.of(number, People.number())
                    .flatMap(each -> Stream.of(
                            as(client).body(facts(each)).put(path),
                            patch(client, path, person(each)),
                            correct(client, path, person(each)),
                            as(client).body(facts(each)).post("/v1/talents")))
                    .map(Response::statusCode)
                    .toList();
            assertEquals(Collections.nCopies(8, 429), closed);
            imported(client, Stream.of(line(facts(People.number())), line(path, facts(number))))
                    .body(
                            "results.problem.type", everyItem(is("/problems/too-many-requests")),
                            "results.problem.retryAfterSeconds",
                                    everyItem(allOf(greaterThan(0), lessThanOrEqualTo(3600))));
            lookedUp("asks-much").body("items", hasSize(30));

            // What brings no number goes on.
            as(client).body(seen).put(path).then().statusCode(200).body("version", is(1));
            as(client)
                    .body(People.facts("{\"name\": \"示例人才\"}", "140602", ""))
                    .post("/v1/talents")
                    .then()
                    .statusCode(201);
            as(client)
                    .body("{\"name\": \"无此人\"}")
                    .post("/v1/talents/lookup")
                    .then()
                    .statusCode(200);
        }

        @Test
        @DisplayName("the 101st by number in a day, the 301st by name in an hour → 429 until the window frees")
        void longWindows() throws SQLException {
            var client = clerk("asks-all-day");
            look(client, People.number()).then().statusCode(200);
            repeated("asks-all-day", 98, "2 hours");
            look(client, People.number()).then().statusCode(200);
            var byNumber = look(client, People.number());
            assertEquals(429, byNumber.statusCode());
            var seconds = Integer.parseInt(byNumber.header("Retry-After"));
            assertTrue(seconds > 21 * 3600 && seconds <= 22 * 3600, seconds + " s");

            Supplier<Response> byName =
                    () -> as(client).body("{\"name\": \"无此人\"}").post("/v1/talents/lookup");
            assertEquals(200, byName.get().statusCode());
            repeated("asks-all-day", 299, "10 minutes");
            seconds = Integer.parseInt(byName.get().header("Retry-After"));
            assertTrue(seconds > 49 * 60 && seconds <= 50 * 60, seconds + " s");

            execute(
                    "update personal_lookup set recorded_at = recorded_at - interval '24 hours' where looked_up_by = 'asks-all-day'");
            assertEquals(200, look(client, People.number()).statusCode());
            assertEquals(200, byName.get().statusCode());
        }

        /// The client's latest look-up, so many times and so long before.
        private static void repeated(String client, int times, String before) throws SQLException {
            execute("""
                    insert into personal_lookup (looked_up_by, key, occasion, found, id, region, version, recorded_at)
                    select looked_up_by, key, occasion, found, gen_random_uuid()::text, region, version,
                           recorded_at - interval '%s'
                    from (select * from personal_lookup where looked_up_by = '%s' order by recorded_at desc limit 1),
                         generate_series(1, %d)""".formatted(before, client, times));
        }

        @Test
        @DisplayName(
                "an import that replaces one talent's number 34 times → 30 replaced, the rest 429, the right one too")
        void corrections() {
            var client = clerk("replaces-much");
            var path = filed(person(People.number()));
            var guesses = Stream.generate(People::number).limit(32).collect(Collectors.toList());
            guesses.add(2, guesses.get(1));
            guesses.add(guesses.get(29));
            imported(client, guesses.stream().map(each -> line(path, facts(each))))
                    .body(
                            "changed", is(30),
                            "unchanged", is(1),
                            "refused", is(3),
                            "results[2].outcome", is("UNCHANGED"),
                            "results[31].problem.status", is(429),
                            "results[33].problem.status", is(429));
            lookedUp("replaces-much")
                    .body(
                            "items",
                            hasSize(30),
                            "items.facts.occasion",
                            everyItem(is("CORRECTION")),
                            "items.facts.talents",
                            everyItem(is(List.of(id(path)))));
            look(client, guesses.getFirst()).then().statusCode(429);
        }

        @Test
        @DisplayName("an import that meets 32 numbers on file → 30 told, nothing compared after that")
        void filings() {
            var client = clerk("meets-many");
            var onFile = Stream.generate(People::number).limit(32).toList();
            imported(PROVINCE, onFile.stream().map(each -> line(facts(each)))).body("created", is(32));
            var lines = Stream.concat(
                    Stream.of(People.number()), Stream.concat(onFile.stream(), Stream.of(People.number())));
            imported(client, lines.map(each -> line(facts(each))))
                    .body(
                            "created", is(1),
                            "refused", is(33),
                            "results[0].outcome", is("CREATED"),
                            "results[30].problem.status", is(409),
                            "results[31].problem.status", is(429),
                            "results[33].problem.status", is(429));
            lookedUp("meets-many").body("items", hasSize(30), "items.facts.occasion", everyItem(is("FILING")));
        }

        @Test
        @DisplayName("a caller with the role personal replaces as many as there are, on record; its look-ups go on")
        void personal() {
            var office = Tokens.of("replaces-for-cause", Set.of("reader", "clerk", "personal"), "140602");
            var path = filed(person(People.number()));
            imported(office, Stream.generate(People::number).limit(31).map(each -> line(path, facts(each))))
                    .body("changed", is(31));
            lookedUp("replaces-for-cause").body("items", hasSize(31));
            look(office, People.number()).then().statusCode(200);
        }
    }
}
