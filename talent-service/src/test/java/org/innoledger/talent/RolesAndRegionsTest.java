package org.innoledger.talent;

import static org.innoledger.kit.test.Asking.as;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Optional;
import org.innoledger.kit.test.RolesAndRegions;
import org.innoledger.kit.test.Service;

@QuarkusTest
@WithTestResource(Service.class)
class RolesAndRegionsTest extends RolesAndRegions {
    /// A team guides the enterprises that it names.
    @Override
    protected void before(String register, ObjectNode facts, String token) {
        if (register.equals("/v1/guidance-records")) {
            as(token)
                    .contentType("application/merge-patch+json;charset=UTF-8")
                    .body("{\"enterprises\": "
                            + Arranged.array(List.of(facts.path("enterprise").asText())) + "}")
                    .patch("/v1/expert-teams/" + facts.path("team").asText())
                    .then()
                    .statusCode(200);
        }
    }

    /// A look-up is filed by whoever looks.
    @Override
    protected Optional<String> arisen(String register, String token) {
        if (!register.equals("/v1/personal-lookups")) {
            return Optional.empty();
        }
        as(token).body("{\"name\": \"无此人\"}").post("/v1/talents/lookup").then().statusCode(200);
        return Optional.of(
                as(token).get(register).then().statusCode(200).extract().path("items[0].id"));
    }
}
