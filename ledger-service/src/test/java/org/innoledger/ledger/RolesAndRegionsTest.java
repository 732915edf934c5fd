package org.innoledger.ledger;

import static org.innoledger.kit.test.Asking.as;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.time.YearMonth;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.innoledger.kit.test.RolesAndRegions;
import org.innoledger.kit.test.Service;

@QuarkusTest
@WithTestResource(Service.class)
class RolesAndRegionsTest extends RolesAndRegions {
    /// Months before all of which the examples tell, since one that is closed takes nothing more.
    private static final AtomicReference<YearMonth> MONTH = new AtomicReference<>(YearMonth.of(2012, 1));

    /// A service is rendered by a group that the enterprise is assigned to, and a bulletin tells of a month
    /// that the province has closed.
    @Override
    protected void before(String register, ObjectNode facts, String token) {
        if (register.equals("/v1/service-records")) {
            as(token)
                    .body(Supporting.assignmentFacts(
                            facts.path("enterprise").asText(),
                            facts.path("group").asText(),
                            facts.path("servedOn").asText()))
                    .post("/v1/assignments")
                    .then()
                    .statusCode(201);
        }
        if (register.equals("/v1/bulletins")) {
            var month = MONTH.getAndUpdate(each -> each.plusMonths(1)).toString();
            facts.put("month", month);
            close(facts.path("region").asText(), month, token);
        }
    }

    private static void close(String city, String month, String token) {
        var report = submitted(token, city, month);
        as(OF_WHOLE)
                .body("{}")
                .post("/v1/monthly-reports/" + report + "/acceptance")
                .then()
                .statusCode(200);
        as(OF_WHOLE)
                .post("/v1/monthly-reports/" + submitted(OF_WHOLE, WHOLE.code(), month) + "/closing")
                .then()
                .statusCode(200);
    }

    /// A report that goes without whoever has not reported.
    private static String submitted(String token, String region, String month) {
        String id = as(token)
                .body("{\"region\": \"%s\", \"month\": \"%s\"}".formatted(region, month))
                .post("/v1/monthly-reports")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        List<String> missing = submit(token, id, "").path("missing");
        submit(token, id, "\"" + String.join("\", \"", missing) + "\"").then().statusCode(200);
        return id;
    }

    private static Response submit(String token, String id, String without) {
        return as(token).body("{\"without\": [" + without + "]}").post("/v1/monthly-reports/" + id + "/submission");
    }
}
