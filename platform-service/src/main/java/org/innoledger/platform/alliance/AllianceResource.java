package org.innoledger.platform.alliance;

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
import java.time.LocalDate;
import java.util.EnumSet;
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
public class AllianceResource {
    static final String PATH = "/v1/alliances";

    private final Journal journal;
    private final Validation validation;
    private final Register register;
    private final Lists lists;
    private final History history;
    private final Imports imports;
    private final Clock clock;

    AllianceResource(
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
            operationId = "listAlliances",
            summary = "联盟列表 List alliances",
            description = "本区划范围内及上级的。Within the caller's regions, and those of the offices above.")
    public RestResponse<Page<Filed<AllianceFacts>>> list(@BeanParam Listing listing) {
        return lists.list(Alliance.class, listing);
    }

    @GET
    @Path("{id}")
    @RolesAllowed(Caller.READER)
    @Operation(operationId = "readAlliance", summary = "读取联盟 Read an alliance")
    public RestResponse<Filed<AllianceFacts>> read(String id) {
        return Answers.read(journal.read(Alliance.class, id));
    }

    @POST
    @RolesAllowed(Caller.CLERK)
    @Operation(
            operationId = "fileAlliance",
            summary = "登记联盟，编号由系统生成 File an alliance under an id that the server chooses",
            description = "自 PREPARING 筹备 开始；运行与解散由审核人员办理。It begins as PREPARING; a reviewer opens and dissolves it.")
    public RestResponse<Filed<AllianceFacts>> file(AllianceFacts facts, @BeanParam Conditions conditions) {
        return Answers.written(PATH, register.file(Alliance.class, facts, conditions.on(facts)));
    }

    @PUT
    @Path("{id}")
    @RolesAllowed(Caller.CLERK)
    @Operation(
            operationId = "putAlliance",
            summary = "登记或替换联盟 File an alliance or replace its facts",
            description = "内容相同则不产生新版本。The same facts again change nothing.")
    public RestResponse<Filed<AllianceFacts>> put(String id, AllianceFacts facts, @BeanParam Conditions conditions) {
        return Answers.written(PATH, register.put(Alliance.class, id, facts, conditions.on(facts)));
    }

    @PATCH
    @Path("{id}")
    @Consumes("application/merge-patch+json")
    @RolesAllowed(Caller.CLERK)
    @Operation(
            operationId = "patchAlliance",
            summary = "局部修改联盟 Change some facts of an alliance",
            description = "RFC 7396：null 清除字段。RFC 7396: null clears a field.")
    public RestResponse<Filed<AllianceFacts>> patch(String id, JsonNode patch, @BeanParam Conditions conditions) {
        return Answers.written(PATH, register.patch(Alliance.class, id, patch, conditions.on(patch)));
    }

    @POST
    @Path("{id}/opening")
    @RolesAllowed(Caller.REVIEWER)
    @Operation(
            operationId = "openAlliance",
            summary = "联盟开始运行 Let an alliance begin to work",
            description =
                    "PREPARING 筹备 → ACTIVE 运行；自该日起每一天都须有龙头企业、研发机构、配套企业成员与专家委员会，否则答 409 并列出所缺。On every day from then on it needs a LEAD, a RESEARCH and a SUPPORTING member and a committee; 409 names what is missing.")
    public RestResponse<Filed<AllianceFacts>> open(String id, Opening opening, @BeanParam Conditions conditions) {
        validation.body(opening);
        var today = LocalDate.now(clock);
        return Answers.written(PATH, journal.write(Alliance.class, id, conditions.on(opening), present -> {
            var alliance = opening.of(Journal.existing(Alliance.class, id, present), today);
            return new Change<>("opened", alliance, opening.documentNumber(), false);
        }));
    }

    @POST
    @Path("{id}/closing")
    @RolesAllowed(Caller.REVIEWER)
    @Operation(
            operationId = "dissolveAlliance",
            summary = "联盟解散 Dissolve an alliance",
            description =
                    "PREPARING、ACTIVE → DISSOLVED 解散，须说明原因；自该日起不再计入。With a reason; from that day on it counts no longer.")
    public RestResponse<Filed<AllianceFacts>> dissolve(String id, Closing closing, @BeanParam Conditions conditions) {
        validation.body(closing);
        var today = LocalDate.now(clock);
        return Answers.written(PATH, journal.write(Alliance.class, id, conditions.on(closing), present -> {
            var alliance = closing.of(Journal.existing(Alliance.class, id, present), today);
            return new Change<>("dissolved", alliance, closing.reason(), false);
        }));
    }

    @POST
    @Path("{id}/admission")
    @RolesAllowed(Caller.CLERK)
    @Operation(
            operationId = "admitAllianceMember",
            summary = "成员加入 Take in a member",
            description = "逐个加入，两人同时办理互不覆盖。One at a time, so that two clerks at once undo nothing of each other's.")
    public RestResponse<Filed<AllianceFacts>> admit(
            String id, AllianceMember member, @BeanParam Conditions conditions) {
        validation.body(member);
        return Answers.written(
                PATH,
                journal.amend(
                        "admitted",
                        Alliance.class,
                        id,
                        conditions.on(member),
                        alliance -> member.admittedTo(alliance)));
    }

    @POST
    @Path("{id}/departure")
    @RolesAllowed(Caller.CLERK)
    @Operation(
            operationId = "recordAllianceDeparture",
            summary = "成员退出 Record that a member has left",
            description =
                    "记为该成员的 leftOn；运行中的联盟因此缺少必需成员的，答 409。It becomes the member's leftOn; 409 where an ACTIVE alliance would lack a member that it needs.")
    public RestResponse<Filed<AllianceFacts>> depart(String id, Departure departure, @BeanParam Conditions conditions) {
        validation.body(departure);
        var today = LocalDate.now(clock);
        return Answers.written(
                PATH,
                journal.amend(
                        "departed",
                        Alliance.class,
                        id,
                        conditions.on(departure),
                        alliance -> departure.of(alliance, today)));
    }

    @POST
    @Path("{id}/relocation")
    @RolesAllowed(Caller.REVIEWER)
    @Operation(
            operationId = "relocateAlliance",
            summary = "联盟迁移 Move an alliance to another division",
            description = "由同时管辖迁出地与迁入地的上级办理。By whoever covers both divisions.")
    public RestResponse<Filed<AllianceFacts>> relocate(
            String id, Relocation relocation, @BeanParam Conditions conditions) {
        return Answers.written(PATH, register.relocate(Alliance.class, id, relocation, conditions.on(relocation)));
    }

    @POST
    @Path("{id}/withdrawal")
    @RolesAllowed(Caller.CLERK)
    @Operation(
            operationId = "withdrawAlliance",
            summary = "撤回联盟登记 Withdraw an alliance that was filed by mistake",
            description = "仅 PREPARING 筹备；此后读取答 410，历史仍可查。Of one that is PREPARING; afterwards 410; the history stays.")
    public RestResponse<Filed<AllianceFacts>> withdraw(String id, Reason reason, @BeanParam Conditions conditions) {
        return Answers.written(
                PATH,
                register.withdraw(
                        Alliance.class, id, reason, conditions.on(reason), EnumSet.of(AllianceState.PREPARING)));
    }

    @GET
    @Path("{id}/history")
    @RolesAllowed(Caller.READER)
    @Operation(operationId = "readAllianceHistory", summary = "联盟的历次变更 Every version of an alliance, the newest first")
    public Page<History.Version> history(String id, @QueryParam("cursor") String cursor) {
        return history.of(Alliance.class, id, cursor);
    }

    @POST
    @Path("imports")
    @Consumes("application/x-ndjson")
    @RolesAllowed(Caller.CLERK)
    @Operation(
            operationId = "importAlliances",
            summary = "批量导入联盟 Import many alliances",
            description =
                    "每行 {\"facts\": {…}}，可带 id；无 id 的按 externalId 对应。至多 10,000 行、32 MiB；逐行给出结果。One such object a line, with an id or matched by externalId; at most 10,000 lines and 32 MiB; a result for each.")
    public Imports.Imported imports(
            InputStream body, @BeanParam Conditions conditions, @HeaderParam("Accept-Language") String language) {
        return imports.ndjson(Alliance.class, body, Text.language(language), conditions::on);
    }
}
