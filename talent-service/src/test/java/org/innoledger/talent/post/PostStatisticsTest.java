package org.innoledger.talent.post;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.is;
import static org.innoledger.kit.test.Asking.as;
import static org.innoledger.talent.Arranged.filed;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.List;
import org.innoledger.kit.region.Caller;
import org.innoledger.kit.test.Place;
import org.innoledger.kit.test.Service;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What the kit's one function does for every statistic, shown by that of posts.
@QuarkusTest
@WithTestResource(Service.class)
class PostStatisticsTest {
    private static final String PATH = "/v1/post-statistics";

    private static final Place OWN = Place.province();
    private static final Place FIRST = OWN.part(0);
    private static final String PROVINCE = OWN.token(Caller.READER, Caller.CLERK);
    private static final String CITY = FIRST.token(Caller.READER);

    private static void post(String region, String kind, int offered) {
        filed(PROVINCE, "/v1/posts", """
                        {"region": "%s", "institution": "示例研究所", "kind": "%s", "title": "工艺", "offered": %d, \
                        "since": "2026-01-01", "until": "2026-06-30"}""".formatted(region, kind, offered));
    }

    private static ValidatableResponse asked(String query) {
        return as(CITY).get(PATH + query).then().statusCode(200);
    }

    private static ValidatableResponse refused(String language, String query) {
        return as(CITY).header("Accept-Language", language)
                .get(PATH + query)
                .then()
                .statusCode(400);
    }

    @Test
    @DisplayName(
            "a city sees its counties, the province its cities, whoever asks for a level that; items sum to the total")
    void levels() {
        post(FIRST.part(0).code(), "INTERNSHIP", 3);
        post(FIRST.part(0).code(), "VACANCY", 4);
        post(FIRST.part(1).code(), "VACANCY", 5);
        asked("?by=region")
                .body(
                        "region", is(FIRST.prefix()),
                        "total.offered", is(12),
                        "complete", is(true),
                        "items.by.region",
                                contains(FIRST.part(0).code(), FIRST.part(1).code()),
                        "items.names.region",
                                contains(FIRST.part(0).name(), FIRST.part(1).name()),
                        "items.sums.offered", contains(7, 5));
        asked("?by=region&level=CITY")
                .body("items.by.region", contains(FIRST.code()), "items.names.region", contains(FIRST.name()));
        as(PROVINCE)
                .get(PATH + "?by=region")
                .then()
                .statusCode(200)
                .body(
                        "items.by.region",
                        hasItems(FIRST.code()),
                        "items.find { it.by.region == '" + FIRST.code() + "' }.sums.offered",
                        is(12));
        var two = asked("?by=kind,region&on=2026-06-30")
                .body(
                        "on", is("2026-06-30"),
                        "by", contains("kind", "region"),
                        "items.by.kind", contains("INTERNSHIP", "VACANCY", "VACANCY"),
                        "items.by.region",
                                contains(
                                        FIRST.part(0).code(),
                                        FIRST.part(0).code(),
                                        FIRST.part(1).code()),
                        "items.sums.posts", contains(1, 1, 1));
        List<Integer> offered = two.extract().path("items.sums.offered");
        assertEquals(12, offered.stream().mapToInt(Integer::intValue).sum());
        asked("?by=kind&by=region").body("by", contains("kind", "region"));
        asked("?by=none").body("total.offered", is(12), "items", empty());
        as(CITY).header("Accept-Language", "en")
                .get(PATH)
                .then()
                .statusCode(200)
                .body("items.names.kind", contains("Internship", "Vacancy"));
        asked("").body("items.names.kind", contains("见习实习", "招聘"));
    }

    @ParameterizedTest(name = "{0} → 400 at {1}, which names what there is")
    @CsvSource(delimiter = '|', textBlock = """
                    ?by=school          | by     | region, kind, none
                    ?by=KIND            | by     | region, kind, none
                    ?by=kind,none       | by     | none
                    ?kind=VACANCY       | kind   | region, level, by, on
                    ?On=2026-06-30      | On     | region, level, by, on
                    ?by=region&level=2  | level  | PROVINCE, CITY, COUNTY
                    ?level=CITY         | level  | by=region
                    ?on=30.6.2026       | on     | 2026-11-22
                    ?on=%2B99999-01-01  | on     | 2026-11-22
                    ?on=2026-06-30&on=2026-07-01 | on | on
                    ?region=1499        | region | 1403 阳泉市
                    ?region=9           | region | 1406
                    """)
    @DisplayName("what there is not")
    void unknown(String query, String pointer, String there) {
        refused("zh", query).body("errors.pointer", contains(pointer), "errors[0].message", containsString(there));
        refused("en", query).body("errors.pointer", contains(pointer), "errors[0].message", containsString(there));
    }
}
