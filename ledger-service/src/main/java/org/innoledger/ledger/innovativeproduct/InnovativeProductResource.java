package org.innoledger.ledger.innovativeproduct;

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
import org.eclipse.microprofile.openapi.annotations.Operation;
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
import org.innoledger.ledger.innovativeproduct.InnovativeProduct.InnovativeProductFacts;
import org.innoledger.ledger.innovativeproduct.InnovativeProduct.Order;
import org.jboss.resteasy.reactive.RestResponse;

@Path(InnovativeProductResource.PATH)
@RunOnVirtualThread
@Noun(
        zh = "创新产品",
        en = "innovative product",
        about = "首台套、首批次、首版次与创新产品和服务目录 Firsts of their kind and the procurement directory")
public class InnovativeProductResource {
    static final String PATH = "/v1/innovative-products";

    private final Register<InnovativeProductFacts> innovativeProducts;
    private final Clock clock;

    InnovativeProductResource(Registers registers, Clock clock) {
        this.innovativeProducts = registers.of(InnovativeProduct.class, PATH);
        this.clock = clock;
    }

    @GET
    @RolesAllowed(Caller.READER)
    public RestResponse<Page<Filed<InnovativeProductFacts>>> list(@BeanParam Listing listing) {
        return innovativeProducts.list(listing);
    }

    @GET
    @Path("{id}")
    @RolesAllowed(Caller.READER)
    public RestResponse<Filed<InnovativeProductFacts>> read(String id) {
        return innovativeProducts.read(id);
    }

    @POST
    @RolesAllowed(Caller.CLERK)
    public RestResponse<Filed<InnovativeProductFacts>> file(InnovativeProductFacts facts, @BeanParam Conditions on) {
        return innovativeProducts.file(facts, on);
    }

    @PUT
    @Path("{id}")
    @RolesAllowed(Caller.CLERK)
    public RestResponse<Filed<InnovativeProductFacts>> put(
            String id, InnovativeProductFacts facts, @BeanParam Conditions on) {
        return innovativeProducts.put(id, facts, on);
    }

    @PATCH
    @Path("{id}")
    @Consumes("application/merge-patch+json")
    @RolesAllowed(Caller.CLERK)
    public RestResponse<Filed<InnovativeProductFacts>> patch(String id, JsonNode patch, @BeanParam Conditions on) {
        return innovativeProducts.patch(id, patch, on);
    }

    @POST
    @Path("{id}/orders")
    @RolesAllowed(Caller.CLERK)
    @Operation(
            summary = "登记订单 Add an order for an innovative product",
            description =
                    "订购日期须在目录有效期内；两人同时登记的订单都会保留。Within the period in the directory; orders told at the same moment are both kept.")
    public RestResponse<Filed<InnovativeProductFacts>> order(String id, Order order, @BeanParam Conditions on) {
        var today = LocalDate.now(clock);
        return innovativeProducts.amend(
                "ordered",
                id,
                order,
                on,
                product -> product.with(product.facts().ordered(order, today)));
    }

    @POST
    @Path("{id}/withdrawal")
    @RolesAllowed(Caller.CLERK)
    public RestResponse<Filed<InnovativeProductFacts>> withdraw(String id, Reason reason, @BeanParam Conditions on) {
        return innovativeProducts.withdraw(id, reason, on);
    }

    @POST
    @Path("{id}/restoration")
    @RolesAllowed(Caller.REVIEWER)
    public RestResponse<Filed<InnovativeProductFacts>> restore(String id, Reason reason, @BeanParam Conditions on) {
        return innovativeProducts.restore(id, reason, on);
    }

    @GET
    @Path("{id}/history")
    @RolesAllowed(Caller.READER)
    public Page<History.Version> history(String id, @QueryParam("cursor") String cursor) {
        return innovativeProducts.history(id, cursor);
    }

    @POST
    @Path("imports")
    @Consumes("application/x-ndjson")
    @RolesAllowed(Caller.CLERK)
    public Imports.Imported imports(InputStream body, @BeanParam Conditions on) {
        return innovativeProducts.imports(body, on);
    }
}
