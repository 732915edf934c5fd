package org.innoledger.talent.servicecase;

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
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.innoledger.kit.http.Answers;
import org.innoledger.kit.http.Conditions;
import org.innoledger.kit.http.Page;
import org.innoledger.kit.journal.Command.Outcome;
import org.innoledger.kit.journal.Filed;
import org.innoledger.kit.journal.Journal;
import org.innoledger.kit.problem.FaultCode;
import org.innoledger.kit.problem.Problem;
import org.innoledger.kit.problem.Text;
import org.innoledger.kit.region.Caller;
import org.innoledger.kit.register.History;
import org.innoledger.kit.register.Imports;
import org.innoledger.kit.register.Listing;
import org.innoledger.kit.register.Noun;
import org.innoledger.kit.register.Reason;
import org.innoledger.kit.register.Register;
import org.innoledger.kit.register.Registers;
import org.innoledger.kit.register.Verbs;
import org.innoledger.kit.standard.Texts;
import org.innoledger.kit.statistic.Names;
import org.innoledger.talent.servicecase.ServiceCase.Allotment;
import org.innoledger.talent.servicecase.ServiceCase.Completion;
import org.innoledger.talent.servicecase.ServiceCase.Decision;
import org.innoledger.talent.servicecase.ServiceCase.ServiceCaseFacts;
import org.innoledger.talent.servicecase.ServiceCase.Start;
import org.innoledger.talent.servicecase.ServiceCase.Vacating;
import org.innoledger.talent.talent.TalentId;
import org.jboss.resteasy.reactive.RestResponse;

@Path(ServiceCaseResource.PATH)
@RunOnVirtualThread
@Noun(
        zh = "人才服务",
        en = "service case",
        about = "人才公寓、医疗保健、子女入学、配偶安置与进修 Flats, medical care, schooling, placement of spouses and study leave")
public class ServiceCaseResource {
    static final String PATH = "/v1/service-cases";

    private final Register<ServiceCaseFacts> serviceCases;
    private final Journal journal;
    private final Verbs register;
    private final History history;
    private final Clock clock;

    ServiceCaseResource(Registers registers, Journal journal, Verbs register, History history, Clock clock) {
        this.serviceCases = registers.of(ServiceCase.class, PATH);
        this.journal = journal;
        this.register = register;
        this.history = history;
        this.clock = clock;
    }

    @GET
    @RolesAllowed(Caller.READER)
    public RestResponse<Page<Filed<ServiceCaseFacts>>> list(@BeanParam Listing listing) {
        return serviceCases.list(listing);
    }

    @GET
    @Path("{id}")
    @RolesAllowed(Caller.READER)
    public RestResponse<Filed<ServiceCaseFacts>> read(String id) {
        return serviceCases.read(id);
    }

    @GET
    @Path("eligibility")
    @RolesAllowed(Caller.READER)
    @Operation(
            operationId = "readServiceEligibility",
            summary = "是否符合条件 Whether a talent is eligible for a service, and why",
            description =
                    "配偶安置：具有副教授（副高级）及以上职称或博士研究生学历学位的可办理入编调动，其他对口安置；其余类别不设职称学位条件。SPOUSE_PLACEMENT: a title of ASSOCIATE_SENIOR or above, or the degree DOCTOR, entitles to a transfer, else to a counterpart. Other kinds ask for neither.")
    public ServiceEligibility eligibility(
            @QueryParam("talent")
                    @Parameter(
                            description = "人才编号 Id of the talent",
                            example = "019a9e3c-5d6f-7a10-8c1d-2e3f4a5b6c7d",
                            required = true)
                    String talent,
            @QueryParam("kind") @Parameter(description = "服务类别 Kind", example = "SPOUSE_PLACEMENT", required = true)
                    String kind,
            @HeaderParam("Accept-Language") String language) {
        var id = new TalentId(given("talent", talent));
        id.fault().ifPresent(fault -> {
            throw Problem.invalid(fault.at("talent"));
        });
        var asked = kind(given("kind", kind));
        var found = journal.reading(session -> Eligibility.of(session, List.of(id.value())))
                .get(id.value());
        if (found == null) {
            throw Problem.invalid(id.unknown().at("talent"));
        }
        var placement = asked == ServiceCaseKind.SPOUSE_PLACEMENT;
        var reason = placement
                ? found.reason()
                : new Text(
                        Names.of(asked).zh() + "不设职称学位条件。",
                        "Services of kind %s ask for no title or degree.".formatted(asked));
        return new ServiceEligibility(
                id.value(),
                asked,
                !placement || found.entitlement() == ServiceEntitlement.TRANSFER,
                placement ? found.entitlement() : null,
                found.degree(),
                found.title(),
                found.rank(),
                reason.in(Text.language(language)));
    }

    @POST
    @RolesAllowed(Caller.CLERK)
    @Operation(
            summary = "受理人才服务，编号由系统生成 Open a service case under an id that the server chooses",
            description =
                    "归属人才所在区划，随人才迁移。配偶安置即时按人才的职称与学位认定待遇（entitlement），理由见历史；不符合条件的同样受理。It belongs to the region of its talent and moves with it. A SPOUSE_PLACEMENT is judged at once by the talent's titles and degree (`entitlement`; the reason is in the history) and taken in any case.")
    public RestResponse<Filed<ServiceCaseFacts>> file(ServiceCaseFacts facts, @BeanParam Conditions on) {
        return written(register.file(ServiceCase.class, facts, on.on(facts)));
    }

    @PUT
    @Path("{id}")
    @RolesAllowed(Caller.CLERK)
    @Operation(
            summary = "受理人才服务或替换其内容 Open a service case or replace its facts",
            description = "由办理动作记录的内容不变。What came by verbs stays.")
    public RestResponse<Filed<ServiceCaseFacts>> put(String id, ServiceCaseFacts facts, @BeanParam Conditions on) {
        return written(register.put(ServiceCase.class, id, facts, on.on(facts)));
    }

    @PATCH
    @Path("{id}")
    @Consumes("application/merge-patch+json")
    @RolesAllowed(Caller.CLERK)
    @Operation(description = "由办理动作记录的内容不变。What came by verbs stays.")
    public RestResponse<Filed<ServiceCaseFacts>> patch(String id, JsonNode patch, @BeanParam Conditions on) {
        return written(register.patch(ServiceCase.class, id, patch, on.on(patch)));
    }

    @POST
    @Path("{id}/start")
    @RolesAllowed(Caller.CLERK)
    @Operation(summary = "开始办理 Take a service case on", description = "OPEN 已受理、REOPENED 重新受理 → IN_PROGRESS 办理中")
    public RestResponse<Filed<ServiceCaseFacts>> start(String id, Start start, @BeanParam Conditions on) {
        return serviceCases.amend("started", id, start, on, start::of);
    }

    @POST
    @Path("{id}/completion")
    @RolesAllowed(Caller.CLERK)
    @Operation(
            summary = "办结 Record what was done",
            description = "IN_PROGRESS 办理中 → DONE 已办结；人才公寓以 …/allotment 办结。A FLAT is done by …/allotment.")
    public RestResponse<Filed<ServiceCaseFacts>> complete(String id, Completion completion, @BeanParam Conditions on) {
        var today = LocalDate.now(clock);
        return serviceCases.amend("completed", id, completion, on, filed -> completion.of(filed, today));
    }

    @POST
    @Path("{id}/allotment")
    @RolesAllowed(Caller.CLERK)
    @Operation(
            operationId = "allotFlat",
            summary = "分配人才公寓 Allot a flat",
            description =
                    "IN_PROGRESS 办理中 → ALLOTTED 已分配公寓，仅人才公寓（FLAT）。同一房间同时只住一人，一人同时只有一套，在住不超过总套数，否则答 409 并说明。For a FLAT. One flat has one tenant at a time, one talent one flat, and no residence more tenants than flats; else 409 says what is in the way.")
    public RestResponse<Filed<ServiceCaseFacts>> allot(String id, Allotment allotment, @BeanParam Conditions on) {
        var today = LocalDate.now(clock);
        return serviceCases.amend("allotted", id, allotment, on, filed -> allotment.of(filed, today));
    }

    @POST
    @Path("{id}/vacating")
    @RolesAllowed(Caller.CLERK)
    @Operation(
            operationId = "vacateFlat",
            summary = "退房 Record that a flat was vacated",
            description = "ALLOTTED 已分配公寓 → VACATED 已退房，房间随即可再分配。The flat is free again.")
    public RestResponse<Filed<ServiceCaseFacts>> vacate(String id, Vacating vacating, @BeanParam Conditions on) {
        var today = LocalDate.now(clock);
        return serviceCases.amend("vacated", id, vacating, on, filed -> vacating.of(filed, today));
    }

    @POST
    @Path("{id}/refusal")
    @RolesAllowed(Caller.REVIEWER)
    @Operation(
            summary = "不予办理 Refuse a service case",
            description = "尚未办结的 → REFUSED 不予办理，须说明原因。One that is not done yet, with a reason.")
    public RestResponse<Filed<ServiceCaseFacts>> refuse(String id, Decision decision, @BeanParam Conditions on) {
        return serviceCases.amend("refused", id, decision, on, filed -> filed.advance(ServiceCaseState.REFUSED));
    }

    @POST
    @Path("{id}/assessment")
    @RolesAllowed(Caller.CLERK)
    @Operation(
            summary = "重新认定配偶安置方式 Judge a placement of a spouse anew",
            description =
                    "人才新获学位或职称后，按现有登记重新认定；理由见历史。By the degree and titles that the talent has now; the reason stands in the history.")
    public RestResponse<Filed<ServiceCaseFacts>> assess(String id, @BeanParam Conditions on) {
        journal.amend("reassessed", ServiceCase.class, id, on.on(id), ServiceCase::reassessed);
        return serviceCases.read(id);
    }

    @POST
    @Path("{id}/reopening")
    @RolesAllowed(Caller.REVIEWER)
    @Operation(
            summary = "重新受理 Reopen a service case",
            description =
                    "DONE 已办结、REFUSED 不予办理 → REOPENED 重新受理，须说明原因；此前的结果见历史。With a reason; what had been found stays in the history.")
    public RestResponse<Filed<ServiceCaseFacts>> reopen(String id, Decision decision, @BeanParam Conditions on) {
        return serviceCases.amend("reopened", id, decision, on, ServiceCase::reopened);
    }

    @POST
    @Path("{id}/withdrawal")
    @RolesAllowed(Caller.CLERK)
    @Operation(
            summary = "撤回人才服务 Withdraw a service case that was opened by mistake",
            description = "仅尚未办结的。Only while nothing has come of it.")
    public RestResponse<Filed<ServiceCaseFacts>> withdraw(String id, Decision decision, @BeanParam Conditions on) {
        return serviceCases.withdraw(id, decision, on, ServiceCaseState.UNDECIDED);
    }

    @POST
    @Path("{id}/restoration")
    @RolesAllowed(Caller.REVIEWER)
    public RestResponse<Filed<ServiceCaseFacts>> restore(String id, Reason reason, @BeanParam Conditions on) {
        return serviceCases.restore(id, reason, on);
    }

    @GET
    @Path("{id}/history")
    @RolesAllowed(Caller.READER)
    public Page<History.Version> history(String id, @QueryParam("cursor") String cursor) {
        return serviceCases.history(id, cursor);
    }

    @POST
    @Path("imports")
    @Consumes("application/x-ndjson")
    @RolesAllowed(Caller.CLERK)
    public Imports.Imported imports(InputStream body, @BeanParam Conditions on) {
        return serviceCases.imports(body, on);
    }

    /// The answer to a filing. A placement has been judged in the same transaction, hence it is read again.
    private RestResponse<Filed<ServiceCaseFacts>> written(Outcome<ServiceCaseFacts> outcome) {
        var filed = outcome.filed();
        var judged = filed.facts().kind() == ServiceCaseKind.SPOUSE_PLACEMENT
                && filed.facts().entitlement() == null;
        return Answers.written(
                PATH, judged ? new Outcome<>(journal.read(ServiceCase.class, filed.id()), outcome.effect()) : outcome);
    }

    private static String given(String name, String value) {
        if (value == null || Texts.stripped(value).isEmpty()) {
            throw Problem.invalid(name, FaultCode.MISSING, Text.of("缺少参数 %s", "The parameter `%s` is missing", name));
        }
        return Texts.asStored(value);
    }

    private static ServiceCaseKind kind(String name) {
        for (var kind : ServiceCaseKind.values()) {
            if (kind.name().equals(name)) {
                return kind;
            }
        }
        throw Problem.invalid(FaultCode.NOT_IN_CATALOGUE.at("kind", name, List.of(ServiceCaseKind.values())));
    }
}
