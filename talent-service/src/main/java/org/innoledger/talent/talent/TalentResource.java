package org.innoledger.talent.talent;

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
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.innoledger.kit.http.Answers;
import org.innoledger.kit.http.Conditions;
import org.innoledger.kit.http.KeptNowhere;
import org.innoledger.kit.http.Page;
import org.innoledger.kit.journal.Command.Outcome;
import org.innoledger.kit.journal.Filed;
import org.innoledger.kit.journal.Journal;
import org.innoledger.kit.journal.Kind;
import org.innoledger.kit.journal.Validation;
import org.innoledger.kit.problem.Text;
import org.innoledger.kit.region.Caller;
import org.innoledger.kit.register.History;
import org.innoledger.kit.register.Imports;
import org.innoledger.kit.register.Listing;
import org.innoledger.kit.register.Lists;
import org.innoledger.kit.register.Noun;
import org.innoledger.kit.register.Reason;
import org.innoledger.kit.register.Register;
import org.innoledger.kit.register.Registers;
import org.innoledger.kit.register.Relocation;
import org.innoledger.kit.register.Verbs;
import org.innoledger.talent.talent.Disclosure.Disclosed;
import org.innoledger.talent.talent.Disclosure.Disclosing;
import org.innoledger.talent.talent.Disclosure.DisclosureFacts;
import org.innoledger.talent.talent.Disclosures.TalentCopy;
import org.innoledger.talent.talent.Talent.Correction;
import org.innoledger.talent.talent.Talent.Erasure;
import org.innoledger.talent.talent.Talent.TalentLookup;
import org.jboss.resteasy.reactive.RestResponse;

@Path(TalentResource.PATH)
@RunOnVirtualThread
@KeptNowhere
@Noun(
        zh = "人才",
        en = "talent",
        about = "人才登记；个人信息加密保存，应答中遮盖，查看原文须说明目的并留痕 Talents; personal data are kept encrypted, masked in answers, and "
                + "shown in clear only for a stated purpose that is journalled")
public class TalentResource {
    static final String PATH = "/v1/talents";

    private final Register<SealedTalent> records;
    private final Verbs verbs;
    private final Journal journal;
    private final Validation validation;
    private final Lists lists;
    private final History history;
    private final Talents talents;
    private final Disclosures disclosures;
    private final Erasures erasures;

    TalentResource(
            Registers registers,
            Verbs verbs,
            Journal journal,
            Validation validation,
            Lists lists,
            History history,
            Talents talents,
            Disclosures disclosures,
            Erasures erasures) {
        this.records = registers.of(Talent.class, PATH);
        this.verbs = verbs;
        this.journal = journal;
        this.validation = validation;
        this.lists = lists;
        this.history = history;
        this.talents = talents;
        this.disclosures = disclosures;
        this.erasures = erasures;
    }

    @GET
    @RolesAllowed(Caller.READER)
    @Operation(
            description =
                    "个人信息遮盖；按姓名或身份号码查找用 POST …/lookup。Masked; to find a person by name or citizen number use POST …/lookup.")
    public RestResponse<Page<Filed<TalentFacts>>> list(@BeanParam Listing listing) {
        return records.list(listing, talents::shown);
    }

    @POST
    @Path("lookup")
    @RolesAllowed(Caller.CLERK)
    @Extension(name = Answers.LIMITED, value = "true")
    @Operation(
            operationId = "lookUpTalents",
            summary = "按身份号码或姓名查找人才 Find talents by citizen number or name",
            description =
                    "条件放在请求体中，因此不进入任何访问日志；至多 50 名，个人信息遮盖。The condition is in the body, so that no access log holds it; "
                            + "at most 50, masked.")
    public Page<Filed<TalentFacts>> lookup(TalentLookup lookup) {
        return talents.find(lookup);
    }

    @GET
    @Path("{id}")
    @RolesAllowed(Caller.READER)
    @Operation(
            description =
                    "个人信息遮盖；状态 ERASED 表示已删除，只余依法保留的内容。Masked; the state ERASED says that the personal data are gone and only what the law lets the register keep is left.")
    public RestResponse<Filed<TalentFacts>> read(String id) {
        return Answers.read(talents.shown(journal.read(Talent.class, id)));
    }

    @POST
    @RolesAllowed(Caller.CLERK)
    @Extension(name = Answers.LIMITED, value = "true")
    @Operation(
            description =
                    "同一身份号码只能登记一次：已有登记时答 409，属调用方区划的给出编号。A citizen number is filed once: 409 with the id of the record where it is the caller's to see, without it where not.")
    public RestResponse<Filed<TalentFacts>> file(TalentFacts facts, @BeanParam Conditions on) {
        var id = Kind.of(Talent.class).newId();
        return put(id, facts, on);
    }

    @PUT
    @Path("{id}")
    @RolesAllowed(Caller.CLERK)
    @Extension(name = Answers.LIMITED, value = "true")
    @Operation(
            description =
                    "personal 不填即保留，遮盖的值代表原值。`personal` left out stays, and a masked value stands for what is on file.")
    public RestResponse<Filed<TalentFacts>> put(String id, TalentFacts facts, @BeanParam Conditions on) {
        Talents.mustBeSent(facts);
        var key = Kind.of(Talent.class).id(id);
        return Answers.written(PATH, talents.put(key, facts, on.on(talents.fingerprint(facts))));
    }

    @PATCH
    @Path("{id}")
    @Consumes("application/merge-patch+json")
    @RolesAllowed(Caller.CLERK)
    @Extension(name = Answers.LIMITED, value = "true")
    public RestResponse<Filed<TalentFacts>> patch(String id, JsonNode patch, @BeanParam Conditions on) {
        return Answers.written(PATH, talents.patch(id, patch, on.on(talents.fingerprint(patch))));
    }

    @POST
    @Path("{id}/correction")
    @RolesAllowed(Caller.CLERK)
    @Extension(name = Answers.LIMITED, value = "true")
    @Operation(
            summary = "应本人申请更正个人信息 Correct personal data at the data subject's request",
            description = "理由进入历史；个人信息只留摘要。The reason enters the history, of the data themselves only a digest.")
    public RestResponse<Filed<TalentFacts>> correct(String id, Correction correction, @BeanParam Conditions on) {
        validation.body(correction);
        return Answers.written(PATH, talents.correct(id, correction, on.on(talents.fingerprint(correction))));
    }

    @POST
    @Path("{id}/erasure")
    @RolesAllowed(Caller.PERSONAL)
    @Operation(
            summary = "删除个人信息 Erase the personal data of a talent",
            description = "销毁该人的密钥，任何人不能再读取；登记册保留不含个人信息的内容。尚有未结的资助、公寓或服务时答 409 并列明。"
                    + "The person's key is destroyed and nobody can read the data any more; the rest of the record stays. "
                    + "While grants, flats or services are open, 409 tells which.")
    public RestResponse<Filed<TalentFacts>> erase(String id, Erasure erasure, @BeanParam Conditions on) {
        validation.body(erasure);
        return written(erasures.erase(id, erasure.reason(), on.on(erasure)));
    }

    @POST
    @Path("{id}/withdrawal")
    @RolesAllowed(Caller.CLERK)
    @Operation(
            description =
                    "个人信息一并销毁，因此不能恢复；尚有未结事项时答 409。The personal data go with it, so it cannot be restored; 409 while matters are open.")
    public RestResponse<Filed<TalentFacts>> withdraw(String id, Reason reason, @BeanParam Conditions on) {
        validation.body(reason);
        return written(erasures.withdraw(id, reason.reason(), on.on(reason)));
    }

    @POST
    @Path("{id}/relocation")
    @RolesAllowed(Caller.REVIEWER)
    @Operation(description = "随之迁移的有其服务、名单和查看记录。What hangs on the talent moves too: services, lists, disclosures.")
    public RestResponse<Filed<TalentFacts>> relocate(String id, Relocation relocation, @BeanParam Conditions on) {
        Talents.mustNotBeErased(journal.read(Talent.class, id));
        return written(verbs.relocate(Talent.class, id, relocation, on.on(relocation)));
    }

    @GET
    @Path("{id}/history")
    @RolesAllowed(Caller.READER)
    @Operation(description = "个人信息只见摘要，从而知道何时变更。Of the personal data only digests, which tell when they changed.")
    public Page<History.Version> history(String id, @QueryParam("cursor") String cursor) {
        return records.history(id, cursor);
    }

    @POST
    @Path("{id}/disclosures")
    @RolesAllowed(Caller.PERSONAL)
    @Operation(
            summary = "查看个人信息原文 See personal data in clear",
            description = "须说明目的；先留痕、后开封。A purpose is needed; the disclosure is journalled before the seal is opened.")
    public Disclosed disclose(String id, Disclosing disclosing) {
        validation.body(disclosing);
        return disclosures.reveal(id, disclosing.purpose());
    }

    @GET
    @Path("{id}/disclosures")
    @RolesAllowed(Caller.READER)
    @Operation(
            operationId = "listTalentDisclosures",
            summary = "谁因何查看过 Who saw the personal data, when and why",
            description =
                    "最近的在前，每页至多 100 条；删除或撤回以后仍可查。The latest first, at most 100 on a page; also after erasure or withdrawal.")
    public Page<Filed<DisclosureFacts>> disclosures(String id, @QueryParam("cursor") String cursor) {
        return disclosures.of(id, cursor);
    }

    @POST
    @Path("{id}/copy")
    @RolesAllowed(Caller.PERSONAL)
    @Operation(
            summary = "应本人申请提供副本 Everything held about a person, for the person",
            description =
                    "含个人信息原文、历史和提及此人的各类记录；同样留痕。Personal data in clear, history and every record that names the person; journalled as "
                            + "a disclosure too.")
    public TalentCopy copy(String id, Disclosing disclosing) {
        validation.body(disclosing);
        return disclosures.copy(id, disclosing.purpose());
    }

    @POST
    @Path("imports")
    @Consumes("application/x-ndjson")
    @RolesAllowed(Caller.CLERK)
    @Extension(name = Answers.LIMITED, value = "true")
    public Imports.Imported imports(
            InputStream body, @BeanParam Conditions on, @HeaderParam("Accept-Language") String language) {
        return talents.imported(body, Text.language(language), lines -> on.on(talents.fingerprint(lines)));
    }

    private RestResponse<Filed<TalentFacts>> written(Outcome<SealedTalent> outcome) {
        return Answers.written(PATH, talents.shown(outcome));
    }
}
