package org.innoledger.talent.residence;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.persistence.Tuple;
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
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.innoledger.kit.http.Conditions;
import org.innoledger.kit.http.Page;
import org.innoledger.kit.journal.Filed;
import org.innoledger.kit.journal.Journal;
import org.innoledger.kit.region.Caller;
import org.innoledger.kit.register.History;
import org.innoledger.kit.register.Imports;
import org.innoledger.kit.register.Listing;
import org.innoledger.kit.register.Noun;
import org.innoledger.kit.register.Reason;
import org.innoledger.kit.register.Register;
import org.innoledger.kit.register.Registers;
import org.innoledger.kit.register.Relocation;
import org.innoledger.talent.residence.Residence.ResidenceFacts;
import org.jboss.resteasy.reactive.RestResponse;

@Path(ResidenceResource.PATH)
@RunOnVirtualThread
@Noun(
        zh = "人才公寓",
        en = "residence",
        about = "人才公寓及其在住套数 Houses with flats for talents, and how many of those are occupied")
public class ResidenceResource {
    static final String PATH = "/v1/residences";

    private final Register<ResidenceFacts> residences;
    private final Journal journal;

    ResidenceResource(Registers registers, Journal journal) {
        this.residences = registers.of(Residence.class, PATH);
        this.journal = journal;
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
    public RestResponse<Page<Filed<ResidenceFacts>>> list(@BeanParam Listing listing) {
        return residences.list(listing);
    }

    @GET
    @Path("{id}")
    @RolesAllowed(Caller.READER)
    public RestResponse<Filed<ResidenceFacts>> read(String id) {
        return residences.read(id);
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
    @Operation(description = "所在区划由 region 给出。Its division is `region`.")
    public RestResponse<Filed<ResidenceFacts>> file(ResidenceFacts facts, @BeanParam Conditions on) {
        return residences.file(facts, on);
    }

    @PUT
    @Path("{id}")
    @RolesAllowed(Caller.CLERK)
    @Operation(description = "套数少于在住套数答 409。Fewer flats than are occupied are answered 409.")
    public RestResponse<Filed<ResidenceFacts>> put(String id, ResidenceFacts facts, @BeanParam Conditions on) {
        return residences.put(id, facts, on);
    }

    @PATCH
    @Path("{id}")
    @Consumes("application/merge-patch+json")
    @RolesAllowed(Caller.CLERK)
    public RestResponse<Filed<ResidenceFacts>> patch(String id, JsonNode patch, @BeanParam Conditions on) {
        return residences.patch(id, patch, on);
    }

    @POST
    @Path("{id}/relocation")
    @RolesAllowed(Caller.REVIEWER)
    public RestResponse<Filed<ResidenceFacts>> relocate(String id, Relocation relocation, @BeanParam Conditions on) {
        return Register.relocate(residences, id, relocation, on);
    }

    @POST
    @Path("{id}/withdrawal")
    @RolesAllowed(Caller.CLERK)
    @Operation(description = "尚有在住的不能撤回（409）。Not while flats are occupied (409).")
    public RestResponse<Filed<ResidenceFacts>> withdraw(String id, Reason reason, @BeanParam Conditions on) {
        return residences.withdraw(id, reason, on);
    }

    @POST
    @Path("{id}/restoration")
    @RolesAllowed(Caller.REVIEWER)
    public RestResponse<Filed<ResidenceFacts>> restore(String id, Reason reason, @BeanParam Conditions on) {
        return residences.restore(id, reason, on);
    }

    @GET
    @Path("{id}/history")
    @RolesAllowed(Caller.READER)
    public Page<History.Version> history(String id, @QueryParam("cursor") String cursor) {
        return residences.history(id, cursor);
    }

    @POST
    @Path("imports")
    @Consumes("application/x-ndjson")
    @RolesAllowed(Caller.CLERK)
    public Imports.Imported imports(InputStream body, @BeanParam Conditions on) {
        return residences.imports(body, on);
    }
}
