package org.innoledger.talent.residence;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.persistence.Tuple;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.io.InputStream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.innoledger.kit.http.Answers;
import org.innoledger.kit.http.Conditions;
import org.innoledger.kit.http.Page;
import org.innoledger.kit.journal.Filed;
import org.innoledger.kit.journal.Journal;
import org.innoledger.kit.problem.Text;
import org.innoledger.kit.region.Caller;
import org.innoledger.kit.register.History;
import org.innoledger.kit.register.Imports;
import org.innoledger.kit.register.Listing;
import org.innoledger.kit.register.Lists;
import org.innoledger.kit.register.Reason;
import org.innoledger.kit.register.Register;
import org.innoledger.kit.register.Relocation;
import org.innoledger.talent.residence.Residence.ResidenceFacts;
import org.jboss.resteasy.reactive.RestResponse;

@Path(ResidenceResource.PATH)
@RunOnVirtualThread
@Tag(
        name = "Residences 人才公寓",
        description = "人才公寓及其在住套数 Houses with flats for talents, and how many of those are occupied")
public class ResidenceResource {
    static final String PATH = "/v1/residences";

    private final Journal journal;
    private final Register register;
    private final Lists lists;
    private final History history;
    private final Imports imports;

    ResidenceResource(Journal journal, Register register, Lists lists, History history, Imports imports) {
        this.journal = journal;
        this.register = register;
        this.lists = lists;
        this.history = history;
        this.imports = imports;
    }

    /// How full a residence is.
    @Schema(
            description = "在住情况 How full a residence is, in flats",
            requiredProperties = {"residence", "units", "occupied", "free"})
    public record ResidenceOccupancy(
            @Schema(description = "人才公寓编号 Id of the residence", examples = "019a9e3c-5d6f-7a10-8c1d-2e3f4a5b6c7d")
            String residence,

            @Schema(description = "总套数 Flats in all", examples = "752")
            int units,

            @Schema(description = "在住 Occupied", examples = "700")
            int occupied,

            @Schema(description = "空置 Free", examples = "52")
            int free) {
        static ResidenceOccupancy of(String residence, int units, int occupied) {
            return new ResidenceOccupancy(residence, units, occupied, units - occupied);
        }
    }

    @GET
    @RolesAllowed(Caller.READER)
    @Operation(
            operationId = "listResidences",
            summary = "人才公寓列表 List residences",
            description = "在调用方区划范围内。Within the caller's regions.")
    public RestResponse<Page<Filed<ResidenceFacts>>> list(@BeanParam Listing listing) {
        return lists.list(Residence.class, listing);
    }

    @GET
    @Path("{id}")
    @RolesAllowed(Caller.READER)
    @Operation(operationId = "readResidence", summary = "读取人才公寓 Read a residence")
    public RestResponse<Filed<ResidenceFacts>> read(String id) {
        return Answers.read(journal.read(Residence.class, id));
    }

    @GET
    @Path("{id}/occupancy")
    @RolesAllowed(Caller.READER)
    @Operation(
            operationId = "readResidenceOccupancy",
            summary = "在住情况 How many flats of a residence are occupied and free",
            description = "由人才服务的分配与退房得出。It follows from the allotments of service cases.")
    public ResidenceOccupancy occupancy(String id) {
        var residence = journal.read(Residence.class, id);
        return journal.reading(session -> session.createNativeQuery(
                        "select units, occupied from residence_occupancy where residence = :id", Tuple.class)
                .setParameter("id", residence.id())
                .getResultStream()
                .map(row -> ResidenceOccupancy.of(
                        residence.id(), row.get("units", Integer.class), row.get("occupied", Integer.class)))
                .findFirst()
                .orElseThrow());
    }

    @POST
    @RolesAllowed(Caller.CLERK)
    @Operation(
            operationId = "fileResidence",
            summary = "登记人才公寓，编号由系统生成 File a residence under an id that the server chooses",
            description = "所在区划由 region 给出。Its division is `region`.")
    public RestResponse<Filed<ResidenceFacts>> file(ResidenceFacts facts, @BeanParam Conditions conditions) {
        return Answers.written(PATH, register.file(Residence.class, facts, conditions.on(facts)));
    }

    @PUT
    @Path("{id}")
    @RolesAllowed(Caller.CLERK)
    @Operation(
            operationId = "putResidence",
            summary = "登记或替换人才公寓 File a residence or replace its facts",
            description =
                    "内容相同则不产生新版本；套数少于在住套数答 409。The same facts again change nothing; fewer flats than are occupied are answered 409.")
    public RestResponse<Filed<ResidenceFacts>> put(String id, ResidenceFacts facts, @BeanParam Conditions conditions) {
        return Answers.written(PATH, register.put(Residence.class, id, facts, conditions.on(facts)));
    }

    @PATCH
    @Path("{id}")
    @Consumes("application/merge-patch+json")
    @RolesAllowed(Caller.CLERK)
    @Operation(
            operationId = "patchResidence",
            summary = "局部修改人才公寓 Change some facts of a residence",
            description = "RFC 7396：null 清除字段。RFC 7396: null clears a field.")
    public RestResponse<Filed<ResidenceFacts>> patch(String id, JsonNode patch, @BeanParam Conditions conditions) {
        return Answers.written(PATH, register.patch(Residence.class, id, patch, conditions.on(patch)));
    }

    @POST
    @Path("{id}/relocation")
    @RolesAllowed(Caller.REVIEWER)
    @Operation(
            operationId = "relocateResidence",
            summary = "人才公寓划转 Give a residence to another division",
            description = "由同时管辖两地的上级办理。By whoever covers both divisions.")
    public RestResponse<Filed<ResidenceFacts>> relocate(
            String id, Relocation relocation, @BeanParam Conditions conditions) {
        return Answers.written(PATH, register.relocate(Residence.class, id, relocation, conditions.on(relocation)));
    }

    @POST
    @Path("{id}/withdrawal")
    @RolesAllowed(Caller.CLERK)
    @Operation(
            operationId = "withdrawResidence",
            summary = "撤回人才公寓 Withdraw a residence",
            description =
                    "尚有在住的不能撤回（409）；此后读取答 410，历史仍可查。Not while flats are occupied (409); afterwards 410, and the history stays.")
    public RestResponse<Filed<ResidenceFacts>> withdraw(String id, Reason reason, @BeanParam Conditions conditions) {
        return Answers.written(PATH, register.withdraw(Residence.class, id, reason, conditions.on(reason)));
    }

    @GET
    @Path("{id}/history")
    @RolesAllowed(Caller.READER)
    @Operation(
            operationId = "readResidenceHistory",
            summary = "人才公寓的历次变更 Every version of a residence, the newest first")
    public Page<History.Version> history(String id, @QueryParam("cursor") String cursor) {
        return history.of(Residence.class, id, cursor);
    }

    @POST
    @Path("imports")
    @Consumes("application/x-ndjson")
    @RolesAllowed(Caller.CLERK)
    @Operation(
            operationId = "importResidences",
            summary = "批量导入人才公寓 Import many residences",
            description =
                    "每行 {\"facts\": {…}}，可带 id；无 id 的按 externalId 对应。至多 10,000 行、32 MiB；逐行给出结果。One such object a line, with an id or matched by externalId; at most 10,000 lines and 32 MiB; a result for each.")
    public Imports.Imported imports(
            InputStream body, @BeanParam Conditions conditions, @HeaderParam("Accept-Language") String language) {
        return imports.ndjson(Residence.class, body, Text.language(language), conditions::on);
    }
}
