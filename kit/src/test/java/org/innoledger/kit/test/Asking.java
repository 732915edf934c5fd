package org.innoledger.kit.test;

import static io.restassured.RestAssured.given;

import io.restassured.specification.RequestSpecification;

/// How a test asks a service: as somebody, in a language, with every answer checked against the service's
/// OpenAPI.
public final class Asking {
    private Asking() {}

    /// A request with this token.
    public static RequestSpecification as(String token) {
        return nobody().auth().oauth2(token);
    }

    /// A request without a token.
    public static RequestSpecification nobody() {
        return given().filter(OpenApiCheck.OF_THIS_SERVICE).contentType("application/json");
    }
}
