package org.innoledger.ledger.institution;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.innoledger.kit.test.Asking.as;
import static org.innoledger.kit.test.Service.number;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.UUID;
import org.innoledger.kit.test.Place;
import org.innoledger.kit.test.Service;
import org.innoledger.kit.test.Topic;
import org.innoledger.ledger.Given;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// What the ledger learns of platforms and alliances from the events of platform-service, by a real broker.
@QuarkusTest
@WithTestResource(Service.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PlatformReferencesTest {
    private static final Place OWN = Place.province();
    private static final Place CITY = OWN.part(0);
    private static final Place OTHER = OWN.part(1);

    private static final String OF_PROVINCE = OWN.token("reader", "clerk");
    private static final String OF_CITY = CITY.token("reader", "clerk");

    private Topic platform;

    @BeforeAll
    void connect() {
        platform = Topic.of("platform");
    }

    @AfterAll
    void disconnect() {
        platform.close();
    }

    private void tell(
            String register, String verb, String id, long version, String region, String status, String facts) {
        platform.tell(register, verb, id, version, region, status, facts);
    }

    private static String platform(String host, String region) {
        return """
                {"host":"%s","level":"PROVINCIAL","name":"示例·重点实验室","region":"%s","type":"KEY_LABORATORY"}""".formatted(host, region);
    }

    /// An enterprise on the roster.
    private static String enterprise(String region) {
        return Given.enterprise(OF_PROVINCE, region);
    }

    private static io.restassured.response.ValidatableResponse rows(String token, String indicator, String region) {
        return as(token)
                .get("/v1/indicators/" + indicator + "/rows?month=2026-10&region=" + region)
                .then()
                .statusCode(200);
    }

    @Test
    @DisplayName(
            "a platform is approved, revoked, withdrawn → its host counts and counts no more; told again → the same")
    void platform() {
        var host = enterprise(CITY.part(0).code());
        var id = UUID.randomUUID().toString();
        tell(
                "platform",
                "registered",
                id,
                1,
                CITY.part(0).code(),
                "CULTIVATING",
                platform(host, CITY.part(0).code()));
        platform.taken();
        rows(OF_CITY, "RD_INSTITUTION_SHARE", CITY.part(0).code()).body("items", empty());
        tell(
                "platform",
                "approved",
                id,
                2,
                CITY.part(0).code(),
                "APPROVED",
                platform(host, CITY.part(0).code()));
        platform.taken();
        rows(OF_CITY, "RD_INSTITUTION_SHARE", CITY.part(0).code())
                .body("items.id", contains(host), "items[0].by", contains(id));
        tell(
                "platform",
                "registered",
                id,
                1,
                CITY.part(0).code(),
                "CULTIVATING",
                platform(host, CITY.part(0).code()));
        platform.taken();
        rows(OF_CITY, "RD_INSTITUTION_SHARE", CITY.part(0).code()).body("items.id", contains(host));
        tell(
                "platform",
                "withdrawn",
                id,
                3,
                CITY.part(0).code(),
                "APPROVED",
                platform(host, CITY.part(0).code()));
        tell(
                "platform",
                "approved",
                id,
                2,
                CITY.part(0).code(),
                "APPROVED",
                platform(host, CITY.part(0).code()));
        platform.taken();
        rows(OF_CITY, "RD_INSTITUTION_SHARE", CITY.part(0).code()).body("items", empty());
    }

    @Test
    @DisplayName("a platform stands in another city than its host → the host's city counts it, as the province does")
    void elsewhere() {
        var host = enterprise(CITY.part(1).code());
        var id = UUID.randomUUID().toString();
        tell(
                "platform",
                "opened",
                id,
                4,
                OTHER.part(0).code(),
                "OPERATING",
                platform(host, OTHER.part(0).code()));
        tell(
                "task",
                "registered",
                UUID.randomUUID().toString(),
                1,
                OTHER.part(0).code(),
                "OPEN",
                "{}");
        platform.taken();
        for (var token : new String[] {OF_CITY, OF_PROVINCE}) {
            rows(token, "RD_INSTITUTION_SHARE", CITY.part(1).code()).body("items.by", contains(contains(id)));
        }
        assertEquals(0, number("select count(*) from platform_reference where register = 'task'"));
    }

    @Test
    @DisplayName("two cities have an alliance for one cluster → it counts once, where the first stands, whoever asks")
    void alliances() {
        var ofOther = OTHER.token("reader");
        tell(
                "alliance",
                "registered",
                "0a000000-0000-7000-8000-000000000002",
                1,
                OTHER.code(),
                "ACTIVE",
                alliance("CARBON_MATERIALS"));
        tell(
                "alliance",
                "registered",
                "0a000000-0000-7000-8000-000000000001",
                1,
                CITY.part(0).code(),
                "ACTIVE",
                alliance("CARBON_MATERIALS"));
        tell(
                "alliance",
                "registered",
                "0a000000-0000-7000-8000-000000000003",
                1,
                OTHER.code(),
                "ACTIVE",
                alliance("PHOTOVOLTAICS"));
        tell(
                "alliance",
                "registered",
                "0a000000-0000-7000-8000-000000000004",
                1,
                CITY.part(0).code(),
                "PREPARING",
                alliance("BIG_DATA"));
        tell(
                "alliance",
                "opened",
                "0a000000-0000-7000-8000-000000000005",
                2,
                CITY.part(0).code(),
                "ACTIVE",
                alliance("BIG_DATA").replace("{", "{\"kind\":\"CONSORTIUM\","));
        platform.taken();
        rows(OF_CITY, "ALLIANCES", CITY.prefix()).body("items.cluster", contains("CARBON_MATERIALS"));
        rows(ofOther, "ALLIANCES", OTHER.prefix()).body("items.cluster", contains("PHOTOVOLTAICS"));
        rows(OF_PROVINCE, "ALLIANCES", OWN.prefix())
                .body("items.cluster", contains("CARBON_MATERIALS", "PHOTOVOLTAICS"));
        as(OF_PROVINCE)
                .get("/v1/indicators?by=region&region=" + OTHER.prefix())
                .then()
                .statusCode(200)
                .body(
                        "level", is("COUNTY"),
                        "total.figures.find { it.name == 'ALLIANCES' }.numerator", is(1),
                        "total.figures.find { it.name == 'ALLIANCES' }.denominator", is(14),
                        "items.by.region", hasItem(OTHER.code()));
        as(OF_PROVINCE)
                .get("/v1/indicators?by=region&level=CITY&region=" + OTHER.prefix())
                .then()
                .statusCode(200)
                .body("items.by.region", contains(OTHER.code()));
    }

    private static String alliance(String cluster) {
        return "{\"cluster\":\"" + cluster + "\",\"name\":\"示例·产业联盟\"}";
    }
}
