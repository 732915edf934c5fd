package org.innoledger.kit.sample;

import static org.innoledger.kit.test.Asking.as;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.List;

/// Pages as a client reads them, one after the other.
final class Pages {
    /// More bytes than any page may come to, with its last record and what an answer has around records.
    private static final int BYTES_MAX = 3 * 1024 * 1024;

    private Pages() {}

    /// All pages of a list or history, each of which is small.
    static List<Response> of(String token, String path) {
        var pages = new ArrayList<Response>();
        for (String cursor = ""; cursor != null; cursor = pages.getLast().path("next")) {
            var asked = as(token);
            var page = (cursor.isEmpty() ? asked : asked.queryParam("cursor", cursor)).get(path);
            small(page);
            pages.add(page);
        }
        return pages;
    }

    /// What all of the pages hold at a place.
    static <T> List<T> all(List<Response> pages, String place) {
        return pages.stream()
                .flatMap(page -> page.<List<T>>path(place).stream())
                .toList();
    }

    static void small(Response page) {
        assertEquals(200, page.statusCode(), page.asString());
        assertTrue(page.asByteArray().length < BYTES_MAX, page.asByteArray().length + " bytes");
    }
}
