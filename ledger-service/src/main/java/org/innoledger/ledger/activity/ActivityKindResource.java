package org.innoledger.ledger.activity;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.innoledger.kit.region.Caller;
import org.innoledger.ledger.coverage.ActivityKind;

@Path("/v1/activity-kinds")
@RunOnVirtualThread
@Tag(name = "Activities 创新活动")
public class ActivityKindResource {
    @GET
    @RolesAllowed(Caller.READER)
    @Operation(
            operationId = "listActivityKinds",
            summary = "创新活动类型目录 The catalogue of kinds of activities",
            description = "qualifying：核实后计入覆盖的类型。Kinds whose verified activities make an enterprise count as covered.")
    public List<ActivityKind.Entry> list() {
        return ActivityKind.catalogue();
    }
}
