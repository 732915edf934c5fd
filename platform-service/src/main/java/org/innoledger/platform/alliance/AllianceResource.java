package org.innoledger.platform.alliance;

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
import java.time.Clock;
import java.time.LocalDate;
import java.util.EnumSet;
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
import org.innoledger.kit.register.Relocation;
import org.innoledger.platform.alliance.Alliance.AllianceFacts;
import org.innoledger.platform.alliance.Alliance.AllianceState;
import org.innoledger.platform.alliance.Alliance.Closing;
import org.innoledger.platform.alliance.Alliance.Departure;
import org.innoledger.platform.alliance.Alliance.Opening;
import org.jboss.resteasy.reactive.RestResponse;

@Path(AllianceResource.PATH)
@RunOnVirtualThread
@Tag(
        name = "Alliances 产业联盟",
        description =
                "产业联盟与创新联合体：成员、专家委员会与 14 个产业集群的覆盖 Industry alliances and consortia: members, committees, and the 14 clusters")
@Noun(zh = "联盟", en = "alliance")
public class AllianceResource {
    static final String PATH = "/v1/alliances";

    private final Register<AllianceFacts> alliances;
    private final Clock clock;

    AllianceResource(Registers registers, Clock clock) {
        this.alliances = registers.of(Alliance.class, PATH);
        this.clock = clock;
    }

    @GET
    @RolesAllowed(Caller.READER)
    @Operation(description = "并含上级的。Those of the levels above too.")
    public RestResponse<Page<Filed<AllianceFacts>>> list(@BeanParam Listing listing) {
        return alliances.list(listing);
    }

    @GET
    @Path("{id}")
    @RolesAllowed(Caller.READER)
    public RestResponse<Filed<AllianceFacts>> read(String id) {
        return alliances.read(id);
    }

    @POST
    @RolesAllowed(Caller.CLERK)
    @Operation(
            description = "自 PREPARING 筹备 开始；运行与解散由审核人员办理。It begins as PREPARING; a reviewer opens and dissolves it.")
    public RestResponse<Filed<AllianceFacts>> file(AllianceFacts facts, @BeanParam Conditions on) {
        return alliances.file(facts, on);
    }

    @PUT
    @Path("{id}")
    @RolesAllowed(Caller.CLERK)
    public RestResponse<Filed<AllianceFacts>> put(String id, AllianceFacts facts, @BeanParam Conditions on) {
        return alliances.put(id, facts, on);
    }

    @PATCH
    @Path("{id}")
    @Consumes("application/merge-patch+json")
    @RolesAllowed(Caller.CLERK)
    public RestResponse<Filed<AllianceFacts>> patch(String id, JsonNode patch, @BeanParam Conditions on) {
        return alliances.patch(id, patch, on);
    }

    @POST
    @Path("{id}/opening")
    @RolesAllowed(Caller.REVIEWER)
    @Operation(
            summary = "联盟开始运行 Let an alliance begin to work",
            description =
                    "PREPARING 筹备 → ACTIVE 运行；自该日起每一天都须有龙头企业、研发机构、配套企业成员与专家委员会，否则答 409 并列出所缺。On every day from then on it needs a LEAD, a RESEARCH and a SUPPORTING member and a committee; 409 names what is missing.")
    public RestResponse<Filed<AllianceFacts>> open(String id, Opening opening, @BeanParam Conditions on) {
        var today = LocalDate.now(clock);
        return alliances.amend("opened", id, opening, on, alliance -> opening.of(alliance, today));
    }

    @POST
    @Path("{id}/closing")
    @RolesAllowed(Caller.REVIEWER)
    @Operation(
            summary = "联盟解散 Dissolve an alliance",
            description =
                    "PREPARING、ACTIVE → DISSOLVED 解散，须说明原因；自该日起不再计入。With a reason; from that day on it counts no longer.")
    public RestResponse<Filed<AllianceFacts>> dissolve(String id, Closing closing, @BeanParam Conditions on) {
        var today = LocalDate.now(clock);
        return alliances.amend("dissolved", id, closing, on, alliance -> closing.of(alliance, today));
    }

    @POST
    @Path("{id}/admission")
    @RolesAllowed(Caller.CLERK)
    @Operation(
            operationId = "admitAllianceMember",
            summary = "成员加入 Take in a member",
            description = "逐个加入，两人同时办理互不覆盖。One at a time, so that two clerks at once undo nothing of each other's.")
    public RestResponse<Filed<AllianceFacts>> admit(String id, AllianceMember member, @BeanParam Conditions on) {
        return alliances.amend("admitted", id, member, on, alliance -> member.admittedTo(alliance));
    }

    @POST
    @Path("{id}/departure")
    @RolesAllowed(Caller.CLERK)
    @Operation(
            operationId = "recordAllianceDeparture",
            summary = "成员退出 Record that a member has left",
            description =
                    "记为该成员的 until；运行中的联盟因此缺少必需成员的，答 409。It becomes the member's until; 409 where an ACTIVE alliance would lack a member that it needs.")
    public RestResponse<Filed<AllianceFacts>> depart(String id, Departure departure, @BeanParam Conditions on) {
        var today = LocalDate.now(clock);
        return alliances.amend("departed", id, departure, on, alliance -> departure.of(alliance, today));
    }

    @POST
    @Path("{id}/relocation")
    @RolesAllowed(Caller.REVIEWER)
    public RestResponse<Filed<AllianceFacts>> relocate(String id, Relocation relocation, @BeanParam Conditions on) {
        return Register.relocate(alliances, id, relocation, on);
    }

    @POST
    @Path("{id}/withdrawal")
    @RolesAllowed(Caller.CLERK)
    @Operation(description = "仅 PREPARING 筹备。Of one that is PREPARING.")
    public RestResponse<Filed<AllianceFacts>> withdraw(String id, Reason reason, @BeanParam Conditions on) {
        return alliances.withdraw(id, reason, on, EnumSet.of(AllianceState.PREPARING));
    }

    @POST
    @Path("{id}/restoration")
    @RolesAllowed(Caller.REVIEWER)
    public RestResponse<Filed<AllianceFacts>> restore(String id, Reason reason, @BeanParam Conditions on) {
        return alliances.restore(id, reason, on);
    }

    @GET
    @Path("{id}/history")
    @RolesAllowed(Caller.READER)
    public Page<History.Version> history(String id, @QueryParam("cursor") String cursor) {
        return alliances.history(id, cursor);
    }

    @POST
    @Path("imports")
    @Consumes("application/x-ndjson")
    @RolesAllowed(Caller.CLERK)
    public Imports.Imported imports(InputStream body, @BeanParam Conditions on) {
        return alliances.imports(body, on);
    }
}
