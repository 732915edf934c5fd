package org.innoledger.ledger.innovativeproduct;

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
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.innoledger.kit.http.Answers;
import org.innoledger.kit.http.Conditions;
import org.innoledger.kit.http.Page;
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
import org.innoledger.ledger.innovativeproduct.InnovativeProduct.InnovativeProductFacts;
import org.innoledger.ledger.innovativeproduct.InnovativeProduct.Order;
import org.jboss.resteasy.reactive.RestResponse;

@Path(InnovativeProductResource.PATH)
@RunOnVirtualThread
@Tag(
        name = "Innovative products 创新产品",
        description = "首台套、首批次、首版次与创新产品和服务目录 Firsts of their kind and the procurement directory")
public class InnovativeProductResource {
    static final String PATH = "/v1/innovative-products";

    private final Journal journal;
    private final Validation validation;
    private final Register register;
    private final Lists lists;
    private final History history;
    private final Imports imports;
    private final Clock clock;

    InnovativeProductResource(
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
            operationId = "listInnovativeProducts",
            summary = "创新产品列表 List innovative products",
            description = "在调用方区划范围内。Within the caller's regions.")
    public RestResponse<Page<Filed<InnovativeProductFacts>>> list(@BeanParam Listing listing) {
        return lists.list(InnovativeProduct.class, listing);
    }

    @GET
    @Path("{id}")
    @RolesAllowed(Caller.READER)
    @Operation(operationId = "readInnovativeProduct", summary = "读取创新产品 Read an innovative product")
    public RestResponse<Filed<InnovativeProductFacts>> read(String id) {
        return Answers.read(journal.read(InnovativeProduct.class, id));
    }

    @POST
    @RolesAllowed(Caller.CLERK)
    @Operation(
            operationId = "fileInnovativeProduct",
            summary = "登记创新产品，编号由系统生成 File an innovative product under an id that the server chooses")
    public RestResponse<Filed<InnovativeProductFacts>> file(
            InnovativeProductFacts facts, @BeanParam Conditions conditions) {
        return Answers.written(PATH, register.file(InnovativeProduct.class, facts, conditions.on(facts)));
    }

    @PUT
    @Path("{id}")
    @RolesAllowed(Caller.CLERK)
    @Operation(
            operationId = "putInnovativeProduct",
            summary = "登记或替换创新产品 File an innovative product or replace its facts",
            description = "内容相同则不产生新版本。The same facts again change nothing.")
    public RestResponse<Filed<InnovativeProductFacts>> put(
            String id, InnovativeProductFacts facts, @BeanParam Conditions conditions) {
        return Answers.written(PATH, register.put(InnovativeProduct.class, id, facts, conditions.on(facts)));
    }

    @PATCH
    @Path("{id}")
    @Consumes("application/merge-patch+json")
    @RolesAllowed(Caller.CLERK)
    @Operation(
            operationId = "patchInnovativeProduct",
            summary = "局部修改创新产品 Change some facts of an innovative product",
            description = "RFC 7396：null 清除字段。RFC 7396: null clears a field.")
    public RestResponse<Filed<InnovativeProductFacts>> patch(
            String id, JsonNode patch, @BeanParam Conditions conditions) {
        return Answers.written(PATH, register.patch(InnovativeProduct.class, id, patch, conditions.on(patch)));
    }

    @POST
    @Path("{id}/orders")
    @RolesAllowed(Caller.CLERK)
    @Operation(
            operationId = "orderInnovativeProduct",
            summary = "登记订单 Add an order for an innovative product",
            description =
                    "订购日期须在目录有效期内；两人同时登记的订单都会保留。Within the period in the directory; orders told at the same moment are both kept.")
    public RestResponse<Filed<InnovativeProductFacts>> order(String id, Order order, @BeanParam Conditions conditions) {
        validation.body(order);
        var today = LocalDate.now(clock);
        return Answers.written(
                PATH,
                journal.amend(
                        "ordered",
                        InnovativeProduct.class,
                        id,
                        conditions.on(order),
                        product -> product.with(product.facts().ordered(order, today))));
    }

    @POST
    @Path("{id}/withdrawal")
    @RolesAllowed(Caller.CLERK)
    @Operation(
            operationId = "withdrawInnovativeProduct",
            summary = "撤回创新产品登记 Withdraw an innovative product that was filed by mistake",
            description = "此后读取答 410，历史仍可查。Afterwards 410; the history stays.")
    public RestResponse<Filed<InnovativeProductFacts>> withdraw(
            String id, Reason reason, @BeanParam Conditions conditions) {
        return Answers.written(PATH, register.withdraw(InnovativeProduct.class, id, reason, conditions.on(reason)));
    }

    @GET
    @Path("{id}/history")
    @RolesAllowed(Caller.READER)
    @Operation(
            operationId = "readInnovativeProductHistory",
            summary = "创新产品的历次变更 Every version of an innovative product, the newest first")
    public Page<History.Version> history(String id, @QueryParam("cursor") String cursor) {
        return history.of(InnovativeProduct.class, id, cursor);
    }

    @POST
    @Path("imports")
    @Consumes("application/x-ndjson")
    @RolesAllowed(Caller.CLERK)
    @Operation(
            operationId = "importInnovativeProducts",
            summary = "批量导入创新产品 Import many innovative products",
            description =
                    "每行 {\"facts\": {…}}，可带 id；无 id 的按 externalId 对应。至多 10,000 行、32 MiB；逐行给出结果。One such object a line, with an id or matched by externalId; at most 10,000 lines and 32 MiB; a result for each.")
    public Imports.Imported imports(
            InputStream body, @BeanParam Conditions conditions, @HeaderParam("Accept-Language") String language) {
        return imports.ndjson(InnovativeProduct.class, body, Text.language(language), conditions::on);
    }
}
