package org.innoledger.talent.expertteam;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.innoledger.kit.test.Asking.as;
import static org.innoledger.kit.test.Asking.patched;
import static org.innoledger.kit.test.Asking.posted;
import static org.innoledger.kit.test.CreditCodes.code;
import static org.innoledger.kit.test.Tokens.DATONG;
import static org.innoledger.kit.test.Tokens.INTEGRATOR;
import static org.innoledger.kit.test.Tokens.PROVINCE;
import static org.innoledger.kit.test.Tokens.SHUOCHENG;
import static org.innoledger.kit.test.Tokens.SHUOZHOU;
import static org.innoledger.talent.Arranged.array;
import static org.innoledger.talent.Arranged.filed;
import static org.innoledger.talent.Arranged.lines;
import static org.innoledger.talent.Arranged.talent;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.innoledger.kit.feed.FollowedEvent;
import org.innoledger.kit.feed.References;
import org.innoledger.kit.journal.Journal;
import org.innoledger.kit.journal.When;
import org.innoledger.kit.region.Caller;
import org.innoledger.kit.test.Place;
import org.innoledger.kit.test.Service;
import org.innoledger.kit.time.Clocks;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(Service.class)
class ExpertTeamTest {
    private static final String TEAMS = "/v1/expert-teams";
    private static final String RECORDS = "/v1/guidance-records";

    private static final Place OWN = Place.city();
    private static final String CITY = OWN.token("reader", "clerk");

    @Inject
    Journal journal;

    private static String facts(
            String region, String industry, String leader, List<String> members, List<String> enterprises) {
        var led = leader == null ? "" : "\"leader\": \"" + leader + "\", ";
        return """
                {"name": "示例专家团队", "region": "%s", "industry": "%s", %s"members": %s, "enterprises": %s, \
                "since": "2025-01-01"}""".formatted(region, industry, led, array(members), array(enterprises));
    }

    private static String team(String token, String region, List<String> members, List<String> enterprises) {
        return filed(token, TEAMS, facts(region, "C307", null, members, enterprises));
    }

    private static String guidance(String enterprise, String team, String on, List<String> experts) {
        return """
                {"enterprise": "%s", "team": "%s", "guidedOn": "%s", "method": "ON_SITE", "content": "现场诊断", \
                "experts": %s}""".formatted(enterprise, team, on, array(experts));
    }

    private static ValidatableResponse statistics(String token, String query) {
        return as(token).get("/v1/expert-team-statistics" + query).then().statusCode(200);
    }

    @Nested
    class AsClerk {
        @Test
        @DisplayName("POST with members and enterprises not known yet → 201; they are remarked upon")
        void filedTeam() {
            var leader = talent(SHUOZHOU, "140602");
            var other = talent(SHUOZHOU, "140603");
            var enterprises = List.of(code(), code());
            posted(SHUOZHOU, TEAMS, facts("140600", "C307", leader, List.of(other, leader), enterprises))
                    .statusCode(201)
                    .body(
                            "facts.leader", is(leader),
                            "facts.members", contains(other, leader),
                            "facts.enterprises", is(enterprises),
                            "remarks.code", hasItem("reference-unknown"),
                            "remarks.pointer", hasItems("/facts/enterprises/0", "/facts/enterprises/1"),
                            "remarks.pointer", not(hasItem("/facts/members/0")));
            as(SHUOZHOU).get(TEAMS + "?unresolved=true&leader=" + leader).then().body("items.size()", is(1));
        }

        @Test
        @DisplayName("POST with a leader from without, a member or enterprise twice, too many → 400 that names each")
        void wrong() {
            var one = talent(SHUOZHOU, "140602");
            var two = talent(SHUOZHOU, "140602");
            var enterprise = code();
            var wrong = facts("140600", "C307", one, List.of(two, two), List.of(enterprise, enterprise));
            posted(SHUOZHOU, TEAMS, wrong)
                    .statusCode(400)
                    .body(
                            "errors.pointer",
                            containsInAnyOrder("/leader", "/members", "/enterprises"),
                            "errors.code",
                            contains("duplicate", "inconsistent", "duplicate"));
            posted(SHUOZHOU, TEAMS, facts("140600", "C307", one, List.of(), List.of()))
                    .statusCode(400)
                    .body("errors.pointer", contains("/leader"));
            var many = Stream.generate(() -> UUID.randomUUID().toString())
                    .limit(101)
                    .toList();
            posted(SHUOZHOU, TEAMS, facts("140600", "X99", null, many, List.of("1")))
                    .statusCode(400)
                    .body("errors.pointer", containsInAnyOrder("/industry", "/members", "/enterprises/0"));
        }

        @Test
        @DisplayName("members unknown or of another city → 400 that names each; for the province 201")
        void unknownMembers() {
            var here = talent(SHUOZHOU, "140602");
            var there = talent(DATONG, "140213");
            var facts = facts("140600", "C307", null, List.of(UUID.randomUUID().toString(), here, there), List.of());
            posted(SHUOZHOU, TEAMS, facts)
                    .statusCode(400)
                    .body(
                            "errors.pointer", contains("/members/0", "/members/2"),
                            "errors.code", contains("talent-unknown", "talent-unknown"));
            posted(PROVINCE, TEAMS, facts("140600", "C307", there, List.of(here, there), List.of()))
                    .statusCode(201);
        }

        @Test
        @DisplayName("a member who moves to another city → the city can amend the team, and add nobody from there")
        void movedAway() {
            var member = talent(SHUOZHOU, "140602");
            var path = TEAMS + "/" + team(SHUOZHOU, "140600", List.of(member), List.of());
            as(PROVINCE)
                    .body("{\"region\": \"140213\", \"reason\": \"调动\"}")
                    .post("/v1/talents/" + member + "/relocation")
                    .then()
                    .statusCode(200);
            patched(SHUOZHOU, path, "{\"field\": \"日用瓷\"}").statusCode(200).body("facts.members", contains(member));
            var two = array(List.of(member, talent(DATONG, "140213")));
            patched(SHUOZHOU, path, "{\"members\": " + two + "}")
                    .statusCode(400)
                    .body("errors.pointer", contains("/members/1"));
        }

        @Test
        @DisplayName("guidance of an enterprise of the team's by its members → 201")
        void guided() {
            var expert = talent(SHUOZHOU, "140602");
            var enterprise = code();
            var team = team(SHUOZHOU, "140600", List.of(expert), List.of(enterprise));
            posted(SHUOZHOU, RECORDS, guidance(enterprise, team, "2026-03-02", List.of(expert)))
                    .statusCode(201)
                    .body("region", is("140600"), "facts.experts", contains(expert));
            posted(SHUOZHOU, RECORDS, guidance(enterprise, team, "2026-04-02", List.of()))
                    .statusCode(201)
                    .body("facts.experts", nullValue());
            as(SHUOZHOU)
                    .get(RECORDS + "?total=true&team=" + team + "&enterprise=" + enterprise)
                    .then()
                    .body("total", is(2));
        }

        @Test
        @DisplayName("guidance of another enterprise, or by a team that is unknown or withdrawn → 409 that says so")
        void notGuiding() {
            var team = team(SHUOZHOU, "140600", List.of(), List.of(code()));
            var other = guidance(code(), team, "2026-03-02", List.of());
            posted(SHUOZHOU, RECORDS, other).statusCode(409).body("rule", is("guidance_team_guides"));
            var none = guidance(code(), UUID.randomUUID().toString(), "2026-03-02", List.of());
            posted(SHUOZHOU, RECORDS, none).statusCode(409).body("rule", is("guidance_team_readable"));
            var enterprise = code();
            var withdrawn = team(SHUOZHOU, "140600", List.of(), List.of(enterprise));
            as(SHUOZHOU)
                    .body("{\"reason\": \"误登\"}")
                    .post(TEAMS + "/" + withdrawn + "/withdrawal")
                    .then()
                    .statusCode(200);
            posted(SHUOZHOU, RECORDS, guidance(enterprise, withdrawn, "2026-03-02", List.of()))
                    .statusCode(409)
                    .body("rule", is("guidance_team_readable"));
        }

        @Test
        @DisplayName("experts who are no members, twice, or a day in the future → 400 that names each")
        void wrongExperts() {
            var member = talent(SHUOZHOU, "140602");
            var stranger = talent(SHUOZHOU, "140602");
            var enterprise = code();
            var team = team(SHUOZHOU, "140600", List.of(member), List.of(enterprise));
            var facts = guidance(enterprise, team, "2026-03-02", List.of(member, stranger));
            posted(SHUOZHOU, RECORDS, facts)
                    .statusCode(400)
                    .body("errors.pointer", contains("/experts/1"), "errors.code", contains("expert-not-member"));
            var tomorrow = LocalDate.now(Clocks.ZONE).plusDays(1).toString();
            posted(SHUOZHOU, RECORDS, guidance(enterprise, team, tomorrow, List.of(member, member)))
                    .statusCode(400)
                    .body("errors.pointer", containsInAnyOrder("/guidedOn", "/experts"));
            var called = guidance(enterprise, team, "2026-03-02", List.of()).replace("现场诊断", "致电 139-0000-0000");
            posted(SHUOZHOU, RECORDS, called).statusCode(400).body("errors.pointer", contains("/content"));
            var many = Collections.nCopies(21, member);
            posted(SHUOZHOU, RECORDS, guidance(enterprise, team, "2026-03-02", many))
                    .statusCode(400)
                    .body("errors.pointer", hasItem("/experts"));
        }

        @Test
        @DisplayName("the team leaves the enterprise later → its records can be amended, and new ones not filed")
        void leftSince() {
            var enterprise = code();
            var team = team(SHUOZHOU, "140600", List.of(), List.of(enterprise));
            var record = filed(SHUOZHOU, RECORDS, guidance(enterprise, team, "2026-03-02", List.of()));
            patched(SHUOZHOU, TEAMS + "/" + team, "{\"enterprises\": null}").statusCode(200);
            patched(SHUOZHOU, RECORDS + "/" + record, "{\"result\": \"完成改造\"}")
                    .statusCode(200)
                    .body("facts.result", is("完成改造"));
            posted(SHUOZHOU, RECORDS, guidance(enterprise, team, "2026-03-03", List.of()))
                    .statusCode(409);
        }

        @Test
        @DisplayName("imports → lines judged one by one")
        void imports() {
            var enterprise = code();
            var team = team(SHUOZHOU, "140600", List.of(), List.of(enterprise));
            var line = "{\"facts\": %s}";
            as(SHUOZHOU)
                    .contentType("application/x-ndjson")
                    .body(lines(List.of(
                            line.formatted(guidance(enterprise, team, "2026-03-02", List.of())),
                            line.formatted(guidance(code(), team, "2026-03-02", List.of())),
                            line.formatted(guidance(enterprise, team, "2026-03-03", List.of())))))
                    .post(RECORDS + "/imports")
                    .then()
                    .statusCode(200)
                    .body(
                            "results.outcome", contains("CREATED", "REFUSED", "CREATED"),
                            "results[1].problem.rule", is("guidance_team_guides"));
        }

        @Test
        @DisplayName("statistics → each member and enterprise once in all, the guidance of the period")
        void counted() {
            var both = talent(CITY, OWN.part(0).code());
            var first = talent(CITY, OWN.part(0).code());
            var second = talent(CITY, OWN.part(1).code());
            var shared = code();
            var own = code();
            var ceramics =
                    filed(CITY, TEAMS, facts(OWN.code(), "C307", both, List.of(both, first), List.of(shared, own)));
            var glass = filed(
                    CITY, TEAMS, facts(OWN.part(0).code(), "C3041", null, List.of(both, second), List.of(shared)));
            filed(CITY, TEAMS, facts(OWN.code(), "C36", null, List.of(both), List.of()));
            var ended = facts(OWN.code(), "C307", null, List.of(both), List.of(code()))
                    .replace("\"since\": \"2025-01-01\"", "\"since\": \"2020-01-01\", \"until\": \"2024-12-31\"");
            filed(CITY, TEAMS, ended);
            for (var on : List.of("2025-12-31", "2026-01-01", "2026-03-02")) {
                filed(CITY, RECORDS, guidance(shared, ceramics, on, List.of(both)));
            }
            filed(CITY, RECORDS, guidance(shared, glass, "2026-06-30", List.of()));
            statistics(CITY, "?from=2026-01-01&to=2026-06-30")
                    .body(
                            "total.teams", is(3),
                            "total.members", is(3),
                            "total.enterprises", is(2),
                            "total.guidanceRecords", is(3),
                            "items.by.industry", contains("C30", "C36"),
                            "items.names.industry", contains("非金属矿物制品业", "汽车制造业"),
                            "items.sums.teams", contains(2, 1),
                            "items.sums.members", contains(3, 1),
                            "items.sums.enterprises", contains(2, 0),
                            "items.sums.guidanceRecords", contains(3, 0));
            statistics(CITY, "?from=2025-12-31&to=2025-12-31&by=region&level=CITY")
                    .body(
                            "total.guidanceRecords", is(1),
                            "items.by.region", contains(OWN.code()),
                            "items.names.region", contains(OWN.name()),
                            "items.sums.members", contains(3));
            statistics(CITY, "?from=2020-01-01&to=2024-12-31&by=none")
                    .body("total.teams", is(1), "total.members", is(1), "items", empty());
        }
    }

    @Nested
    class AsReader {
        @Test
        @DisplayName("a period that ends before it begins → 400; any write → 403")
        void refused() {
            as(INTEGRATOR)
                    .get("/v1/expert-team-statistics?from=2026-02-01&to=2026-01-31")
                    .then()
                    .statusCode(400)
                    .body("errors.code", contains("out-of-order"));
            posted(INTEGRATOR, TEAMS, facts("140600", "C307", null, List.of(), List.of()))
                    .statusCode(403);
        }
    }

    @Nested
    class AsAnotherRegion {
        @Test
        @DisplayName("the province's team guides a county's enterprise; the county reads the team and changes nothing")
        void provinces() {
            var enterprise = code();
            var team = team(PROVINCE, "140000", List.of(), List.of(enterprise));
            as(SHUOCHENG).get(TEAMS + "/" + team).then().statusCode(200);
            patched(SHUOCHENG, TEAMS + "/" + team, "{\"field\": \"瓷\"}")
                    .statusCode(403)
                    .body("decidedBy", is("140000"));
            posted(SHUOCHENG, RECORDS, guidance(enterprise, team, "2026-03-02", List.of()))
                    .statusCode(201)
                    .body("region", is("140602"));
        }

        @Test
        @DisplayName("a team or record of another city → 404; guidance by such a team → 409")
        void foreign() {
            var enterprise = code();
            var team = team(SHUOZHOU, "140600", List.of(), List.of(enterprise));
            var record = filed(SHUOZHOU, RECORDS, guidance(enterprise, team, "2026-03-02", List.of()));
            as(DATONG).get(TEAMS + "/" + team).then().statusCode(404);
            as(DATONG).get(RECORDS + "/" + record).then().statusCode(404);
            posted(DATONG, RECORDS, guidance(enterprise, team, "2026-03-02", List.of()))
                    .statusCode(409)
                    .body("rule", is("guidance_team_readable"));
            as(DATONG).get("/v1/expert-team-statistics" + "?region=1406").then().statusCode(403);
        }
    }

    @Nested
    class AsTheService {
        private static void told(Journal journal, String enterprise, String region) {
            var event = new FollowedEvent(
                    "enterprise", enterprise, region, 1, /* withdrawn */ false, JsonNodeFactory.instance.objectNode());
            Caller.asService(
                    "talent",
                    () -> journal.writing(When.ALWAYS, null, writing -> {
                        References.refer(writing, List.of(event));
                        return null;
                    }));
        }

        @Test
        @DisplayName("the enterprise is registered → its team and records follow, though the team has left it since")
        void followed() {
            var expert = talent(SHUOZHOU, "140602");
            var enterprise = code();
            var team = TEAMS + "/" + team(SHUOZHOU, "140600", List.of(expert), List.of(enterprise));
            var id = team.substring(TEAMS.length() + 1);
            var record =
                    RECORDS + "/" + filed(SHUOZHOU, RECORDS, guidance(enterprise, id, "2026-03-02", List.of(expert)));
            var left = RECORDS + "/" + filed(SHUOZHOU, RECORDS, guidance(enterprise, id, "2026-03-03", List.of()));
            as(SHUOZHOU).get(team).then().body("remarks.pointer", hasItem("/facts/enterprises/0"));
            var other = code();
            patched(SHUOZHOU, team, "{\"enterprises\": " + array(List.of(other)) + ", \"members\": null}")
                    .statusCode(200);
            told(journal, enterprise, "140623");
            told(journal, other, "140623");
            for (var path : List.of(record, left)) {
                as(SHUOZHOU).get(path).then().statusCode(200).body("region", is("140623"), "version", is(2));
            }
            as(SHUOZHOU)
                    .get(team)
                    .then()
                    .body("region", is("140600"), "version", is(3), "remarks.code", not(hasItem("reference-unknown")));
        }
    }
}
