package org.innoledger.platform;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import org.innoledger.kit.test.RolesAndRegions;
import org.innoledger.kit.test.Service;

@QuarkusTest
@WithTestResource(Service.class)
class RolesAndRegionsTest extends RolesAndRegions {
    /// Tenants are hosted by an incubator, and the example of platforms is a centre; the platforms of a
    /// restructuring are in lists, which name no register.
    @Override
    protected void before(String register, ObjectNode facts, String token) {
        if (register.equals("/v1/tenancies")) {
            facts.put("platform", OnFile.platform(token, OWN.part(0).code(), "INCUBATOR", "MUNICIPAL"));
        }
        if (register.equals("/v1/restructurings")) {
            for (var side : List.of("predecessors", "successors")) {
                facts.putArray(side).add(OnFile.platform(token, OWN.part(0).code(), "PILOT_BASE", "MUNICIPAL"));
            }
        }
    }
}
