package org.innoledger.talent.headcount;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.io.InputStream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.innoledger.kit.http.Conditions;
import org.innoledger.kit.http.Page;
import org.innoledger.kit.journal.Filed;
import org.innoledger.kit.region.Caller;
import org.innoledger.kit.register.History;
import org.innoledger.kit.register.Imports;
import org.innoledger.kit.register.Listing;
import org.innoledger.kit.register.Noun;
import org.innoledger.kit.register.Reason;
import org.innoledger.kit.register.Register;
import org.innoledger.kit.register.Registers;
import org.innoledger.talent.headcount.Headcount.HeadcountFacts;
import org.jboss.resteasy.reactive.RestResponse;

@Path(HeadcountResource.PATH)
@RunOnVirtualThread
@Tag(
        name = "Headcounts 人才队伍统计",
        description = "企业各年度人才队伍人数 How many managers, technical staff and skilled workers an enterprise had in a year")
@Noun(zh = "人才队伍统计", en = "headcount return")
public class HeadcountResource {
    static final String PATH = "/v1/headcounts";

    private final Register<HeadcountFacts> headcounts;

    HeadcountResource(Registers registers) {
        this.headcounts = registers.of(Headcount.class, PATH);
    }

    @GET
    @RolesAllowed(Caller.READER)
    public RestResponse<Page<Filed<HeadcountFacts>>> list(@BeanParam Listing listing) {
        return headcounts.list(listing);
    }

    @GET
    @Path("{id}")
    @RolesAllowed(Caller.READER)
    public RestResponse<Filed<HeadcountFacts>> read(String id) {
        return headcounts.read(id);
    }

    @POST
    @RolesAllowed(Caller.CLERK)
    @Operation(
            description =
                    "归属企业所在区划；企业尚未登记的先归报送方并加提示，企业登记后自动归位。It belongs to the region of its enterprise; while that is not known yet, to whoever filed it, with a remark.")
    public RestResponse<Filed<HeadcountFacts>> file(HeadcountFacts facts, @BeanParam Conditions on) {
        return headcounts.file(facts, on);
    }

    @PUT
    @Path("{id}")
    @RolesAllowed(Caller.CLERK)
    public RestResponse<Filed<HeadcountFacts>> put(String id, HeadcountFacts facts, @BeanParam Conditions on) {
        return headcounts.put(id, facts, on);
    }

    @PATCH
    @Path("{id}")
    @Consumes("application/merge-patch+json")
    @RolesAllowed(Caller.CLERK)
    public RestResponse<Filed<HeadcountFacts>> patch(String id, JsonNode patch, @BeanParam Conditions on) {
        return headcounts.patch(id, patch, on);
    }

    @POST
    @Path("{id}/withdrawal")
    @RolesAllowed(Caller.CLERK)
    @Operation(description = "该企业该年度可重新登记。The enterprise may file that year again.")
    public RestResponse<Filed<HeadcountFacts>> withdraw(String id, Reason reason, @BeanParam Conditions on) {
        return headcounts.withdraw(id, reason, on);
    }

    @POST
    @Path("{id}/restoration")
    @RolesAllowed(Caller.REVIEWER)
    public RestResponse<Filed<HeadcountFacts>> restore(String id, Reason reason, @BeanParam Conditions on) {
        return headcounts.restore(id, reason, on);
    }

    @GET
    @Path("{id}/history")
    @RolesAllowed(Caller.READER)
    public Page<History.Version> history(String id, @QueryParam("cursor") String cursor) {
        return headcounts.history(id, cursor);
    }

    @POST
    @Path("imports")
    @Consumes("application/x-ndjson")
    @RolesAllowed(Caller.CLERK)
    public Imports.Imported imports(InputStream body, @BeanParam Conditions on) {
        return headcounts.imports(body, on);
    }
}
