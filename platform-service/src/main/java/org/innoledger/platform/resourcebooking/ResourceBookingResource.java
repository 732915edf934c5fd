package org.innoledger.platform.resourcebooking;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
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
import java.time.Clock;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.innoledger.kit.http.Answers;
import org.innoledger.kit.http.Conditions;
import org.innoledger.kit.http.Page;
import org.innoledger.kit.journal.Command.Change;
import org.innoledger.kit.journal.Filed;
import org.innoledger.kit.journal.Journal;
import org.innoledger.kit.journal.Validation;
import org.innoledger.kit.problem.Text;
import org.innoledger.kit.region.Caller;
import org.innoledger.kit.register.History;
import org.innoledger.kit.register.Imports;
import org.innoledger.kit.register.Listing;
import org.innoledger.kit.register.Lists;
import org.innoledger.kit.register.Reason;
import org.innoledger.kit.register.Register;
import org.innoledger.platform.resourcebooking.ResourceBooking.Completion;
import org.innoledger.platform.resourcebooking.ResourceBooking.ResourceBookingFacts;
import org.innoledger.platform.resourcebooking.ResourceBooking.ResourceBookingState;
import org.jboss.resteasy.reactive.RestResponse;

@Path(ResourceBookingResource.PATH)
@RunOnVirtualThread
@Tag(
        name = "Shared resources 开放共享",
        description = "平台开放共享的仪器设备与服务，及其预约 Instruments and services that platforms share, and their bookings")
public class ResourceBookingResource {
    static final String PATH = "/v1/resource-bookings";

    private final Journal journal;
    private final Validation validation;
    private final Register register;
    private final Lists lists;
    private final History history;
    private final Imports imports;
    private final Clock clock;

    ResourceBookingResource(
            Journal journal,
            Validation validation,
            Register register,
            Lists lists,
            History history,
            Imports imports,
            Clock clock) {
        this.journal = journal;
        this.validation = validation;
        this.register = register;
        this.lists = lists;
        this.history = history;
        this.imports = imports;
        this.clock = clock;
    }

    @GET
    @RolesAllowed(Caller.READER)
    @Operation(
            operationId = "listResourceBookings",
            summary = "预约列表 List bookings",
            description = "在调用方区划范围内。Within the caller's regions.")
    public RestResponse<Page<Filed<ResourceBookingFacts>>> list(@BeanParam Listing listing) {
        return lists.list(ResourceBooking.class, listing);
    }

    @GET
    @Path("{id}")
    @RolesAllowed(Caller.READER)
    @Operation(operationId = "readResourceBooking", summary = "读取预约 Read a booking")
    public RestResponse<Filed<ResourceBookingFacts>> read(String id) {
        return Answers.read(journal.read(ResourceBooking.class, id));
    }

    @POST
    @RolesAllowed(Caller.CLERK)
    @Operation(
            operationId = "fileResourceBooking",
            summary = "登记预约，编号由系统生成 File a booking under an id that the server chooses",
            description =
                    "同一资源的预约时间互不重叠，重叠的答 409 并指明已有预约。Bookings of one resource never overlap; 409 names the one in the way.")
    public RestResponse<Filed<ResourceBookingFacts>> file(
            ResourceBookingFacts facts, @BeanParam Conditions conditions) {
        return Answers.written(PATH, register.file(ResourceBooking.class, facts, conditions.on(facts)));
    }

    @PUT
    @Path("{id}")
    @RolesAllowed(Caller.CLERK)
    @Operation(
            operationId = "putResourceBooking",
            summary = "登记或替换预约 File a booking or replace its facts",
            description = "内容相同则不产生新版本。The same facts again change nothing.")
    public RestResponse<Filed<ResourceBookingFacts>> put(
            String id, ResourceBookingFacts facts, @BeanParam Conditions conditions) {
        return Answers.written(PATH, register.put(ResourceBooking.class, id, facts, conditions.on(facts)));
    }

    @PATCH
    @Path("{id}")
    @Consumes("application/merge-patch+json")
    @RolesAllowed(Caller.CLERK)
    @Operation(
            operationId = "patchResourceBooking",
            summary = "局部修改预约 Change some facts of a booking",
            description = "RFC 7396：null 清除字段。RFC 7396: null clears a field.")
    public RestResponse<Filed<ResourceBookingFacts>> patch(
            String id, JsonNode patch, @BeanParam Conditions conditions) {
        return Answers.written(PATH, register.patch(ResourceBooking.class, id, patch, conditions.on(patch)));
    }

    @POST
    @Path("{id}/cancellation")
    @RolesAllowed(Caller.CLERK)
    @Operation(
            operationId = "cancelResourceBooking",
            summary = "取消预约 Cancel a booking",
            description = "BOOKED 已预约 → CANCELLED 已取消，须说明原因；时段随即空出。With a reason; its time is free at once.")
    public RestResponse<Filed<ResourceBookingFacts>> cancel(
            String id, Reason reason, @BeanParam Conditions conditions) {
        validation.body(reason);
        return Answers.written(PATH, journal.write(ResourceBooking.class, id, conditions.on(reason), present -> {
            var booking = Journal.existing(ResourceBooking.class, id, present).advance(ResourceBookingState.CANCELLED);
            return new Change<>("cancelled", booking, reason.reason(), false);
        }));
    }

    @POST
    @Path("{id}/completion")
    @RolesAllowed(Caller.CLERK)
    @Operation(
            operationId = "completeResourceBooking",
            summary = "登记使用机时 Record the hours used",
            description =
                    "BOOKED 已预约 → COMPLETED 已使用；预约开始后方可登记，再次登记则更正机时。Once the booking has begun; done again it corrects the hours.")
    public RestResponse<Filed<ResourceBookingFacts>> complete(
            String id, Completion completion, @BeanParam Conditions conditions) {
        validation.body(completion);
        var now = clock.instant();
        return Answers.written(
                PATH,
                journal.amend(
                        "completed",
                        ResourceBooking.class,
                        id,
                        conditions.on(completion),
                        booking -> completion.of(booking, now)));
    }

    @POST
    @Path("{id}/withdrawal")
    @RolesAllowed(Caller.CLERK)
    @Operation(
            operationId = "withdrawResourceBooking",
            summary = "撤回预约登记 Withdraw a booking that was filed by mistake",
            description = "此后读取答 410，历史仍可查。Afterwards 410; the history stays.")
    public RestResponse<Filed<ResourceBookingFacts>> withdraw(
            String id, Reason reason, @BeanParam Conditions conditions) {
        return Answers.written(PATH, register.withdraw(ResourceBooking.class, id, reason, conditions.on(reason)));
    }

    @GET
    @Path("{id}/history")
    @RolesAllowed(Caller.READER)
    @Operation(
            operationId = "readResourceBookingHistory",
            summary = "预约的历次变更 Every version of a booking, the newest first")
    public Page<History.Version> history(String id, @QueryParam("cursor") String cursor) {
        return history.of(ResourceBooking.class, id, cursor);
    }

    @POST
    @Path("imports")
    @Consumes("application/x-ndjson")
    @RolesAllowed(Caller.CLERK)
    @Operation(
            operationId = "importResourceBookings",
            summary = "批量导入预约 Import many bookings",
            description =
                    "每行 {\"facts\": {…}}，可带 id；无 id 的按 externalId 对应。至多 10,000 行、32 MiB；逐行给出结果。One such object a line, with an id or matched by externalId; at most 10,000 lines and 32 MiB; a result for each.")
    public Imports.Imported imports(
            InputStream body, @BeanParam Conditions conditions, @HeaderParam("Accept-Language") String language) {
        return imports.ndjson(ResourceBooking.class, body, Text.language(language), conditions::on);
    }
}
