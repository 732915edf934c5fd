package org.innoledger.platform.resourcebooking;

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
import org.innoledger.platform.resourcebooking.ResourceBooking.Completion;
import org.innoledger.platform.resourcebooking.ResourceBooking.ResourceBookingFacts;
import org.innoledger.platform.resourcebooking.ResourceBooking.ResourceBookingState;
import org.jboss.resteasy.reactive.RestResponse;

@Path(ResourceBookingResource.PATH)
@RunOnVirtualThread
@Tag(
        name = "Shared resources 开放共享",
        description = "平台开放共享的仪器设备与服务，及其预约 Instruments and services that platforms share, and their bookings")
@Noun(zh = "预约", en = "booking")
public class ResourceBookingResource {
    static final String PATH = "/v1/resource-bookings";

    private final Register<ResourceBookingFacts> resourceBookings;
    private final Clock clock;

    ResourceBookingResource(Registers registers, Clock clock) {
        this.resourceBookings = registers.of(ResourceBooking.class, PATH);
        this.clock = clock;
    }

    @GET
    @RolesAllowed(Caller.READER)
    public RestResponse<Page<Filed<ResourceBookingFacts>>> list(@BeanParam Listing listing) {
        return resourceBookings.list(listing);
    }

    @GET
    @Path("{id}")
    @RolesAllowed(Caller.READER)
    public RestResponse<Filed<ResourceBookingFacts>> read(String id) {
        return resourceBookings.read(id);
    }

    @POST
    @RolesAllowed(Caller.CLERK)
    @Operation(
            description =
                    "同一资源的预约时间互不重叠，重叠的答 409 并指明已有预约。Bookings of one resource never overlap; 409 names the one in the way.")
    public RestResponse<Filed<ResourceBookingFacts>> file(ResourceBookingFacts facts, @BeanParam Conditions on) {
        return resourceBookings.file(facts, on);
    }

    @PUT
    @Path("{id}")
    @RolesAllowed(Caller.CLERK)
    public RestResponse<Filed<ResourceBookingFacts>> put(
            String id, ResourceBookingFacts facts, @BeanParam Conditions on) {
        return resourceBookings.put(id, facts, on);
    }

    @PATCH
    @Path("{id}")
    @Consumes("application/merge-patch+json")
    @RolesAllowed(Caller.CLERK)
    public RestResponse<Filed<ResourceBookingFacts>> patch(String id, JsonNode patch, @BeanParam Conditions on) {
        return resourceBookings.patch(id, patch, on);
    }

    @POST
    @Path("{id}/cancellation")
    @RolesAllowed(Caller.CLERK)
    @Operation(
            summary = "取消预约 Cancel a booking",
            description = "BOOKED 已预约 → CANCELLED 已取消，须说明原因；时段随即空出。With a reason; its time is free at once.")
    public RestResponse<Filed<ResourceBookingFacts>> cancel(String id, Reason reason, @BeanParam Conditions on) {
        return resourceBookings.amend(
                "cancelled",
                id,
                reason,
                on,
                resourceBooking -> resourceBooking.advance(ResourceBookingState.CANCELLED));
    }

    @POST
    @Path("{id}/completion")
    @RolesAllowed(Caller.CLERK)
    @Operation(
            summary = "登记使用机时 Record the hours used",
            description =
                    "BOOKED 已预约 → COMPLETED 已使用；预约开始后方可登记，再次登记则更正机时。Once the booking has begun; done again it corrects the hours.")
    public RestResponse<Filed<ResourceBookingFacts>> complete(
            String id, Completion completion, @BeanParam Conditions on) {
        var now = clock.instant();
        return resourceBookings.amend("completed", id, completion, on, booking -> completion.of(booking, now));
    }

    @POST
    @Path("{id}/withdrawal")
    @RolesAllowed(Caller.CLERK)
    public RestResponse<Filed<ResourceBookingFacts>> withdraw(String id, Reason reason, @BeanParam Conditions on) {
        return resourceBookings.withdraw(id, reason, on);
    }

    @POST
    @Path("{id}/restoration")
    @RolesAllowed(Caller.REVIEWER)
    public RestResponse<Filed<ResourceBookingFacts>> restore(String id, Reason reason, @BeanParam Conditions on) {
        return resourceBookings.restore(id, reason, on);
    }

    @GET
    @Path("{id}/history")
    @RolesAllowed(Caller.READER)
    public Page<History.Version> history(String id, @QueryParam("cursor") String cursor) {
        return resourceBookings.history(id, cursor);
    }

    @POST
    @Path("imports")
    @Consumes("application/x-ndjson")
    @RolesAllowed(Caller.CLERK)
    public Imports.Imported imports(InputStream body, @BeanParam Conditions on) {
        return resourceBookings.imports(body, on);
    }
}
