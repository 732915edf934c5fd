package org.innoledger.talent;

import static org.innoledger.kit.test.Asking.as;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
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
}
