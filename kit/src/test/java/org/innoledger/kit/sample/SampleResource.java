package org.innoledger.kit.sample;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
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
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.innoledger.kit.http.Conditions;
import org.innoledger.kit.http.Page;
import org.innoledger.kit.journal.Filed;
import org.innoledger.kit.region.Caller;
import org.innoledger.kit.register.History;
import org.innoledger.kit.register.Imports;
import org.innoledger.kit.register.Listing;
import org.innoledger.kit.register.Noted;
import org.innoledger.kit.register.Noun;
import org.innoledger.kit.register.Reason;
import org.innoledger.kit.register.Register;
import org.innoledger.kit.register.Registers;
import org.innoledger.kit.register.Relocation;
import org.innoledger.kit.sample.Sample.SampleFacts;
import org.innoledger.kit.sample.Sample.SampleNote;
import org.innoledger.kit.sample.Sample.SampleState;
import org.innoledger.kit.time.Days;
import org.jboss.resteasy.reactive.RestResponse;

@Path(SampleResource.PATH)
@RunOnVirtualThread
@Noun(zh = "样品", en = "sample", about = "供公共部件测试的样品 Samples that the kit is tested against")
public class SampleResource {
    static final String PATH = "/v1/samples";

    private final Register<SampleFacts> samples;
    private final Clock clock;

    SampleResource(Registers registers, Clock clock) {
        this.samples = registers.of(Sample.class, PATH);
        this.clock = clock;
    }

    /// What a sample was found to weigh.
    @Schema(
            name = "SampleMeasuring",
            description = "测定 What a sample was found to weigh",
            examples = "{\"grams\": 118, \"on\": \"2026-03-02\", \"note\": \"复称\"}")
    public record Measuring(
            @Schema(description = "重量（克） Grams") @NotNull @Positive
            Integer grams,

            @Schema(description = "日期，缺省为今天 Day, today where it is absent")
            LocalDate on,

            @Schema(description = "说明 Note") String note)
            implements Noted {

        Filed<SampleFacts> of(Filed<SampleFacts> sample, LocalDate today) {
            var day = Days.of("/on", on, today);
            return sample.with(sample.facts().measured(grams, day)).advance(SampleState.MEASURED);
        }
    }

    @GET
    @RolesAllowed(Caller.READER)
    public RestResponse<Page<Filed<SampleFacts>>> list(@BeanParam Listing listing) {
        return samples.list(listing);
    }

    @GET
    @Path("{id}")
    @RolesAllowed(Caller.READER)
    public RestResponse<Filed<SampleFacts>> read(String id) {
        return samples.read(id);
    }

    @POST
    @RolesAllowed(Caller.CLERK)
    public RestResponse<Filed<SampleFacts>> file(SampleFacts facts, @BeanParam Conditions on) {
        return samples.file(facts, on);
    }

    @PUT
    @Path("{id}")
    @RolesAllowed(Caller.CLERK)
    public RestResponse<Filed<SampleFacts>> put(String id, SampleFacts facts, @BeanParam Conditions on) {
        return samples.put(id, facts, on);
    }

    @PATCH
    @Path("{id}")
    @Consumes("application/merge-patch+json")
    @RolesAllowed(Caller.CLERK)
    public RestResponse<Filed<SampleFacts>> patch(String id, JsonNode patch, @BeanParam Conditions on) {
        return samples.patch(id, patch, on);
    }

    @POST
    @Path("{id}/measuring")
    @RolesAllowed(Caller.CLERK)
    @Operation(summary = "测定样品 Measure a sample")
    public RestResponse<Filed<SampleFacts>> measure(String id, Measuring measuring, @BeanParam Conditions on) {
        var today = LocalDate.now(clock);
        return samples.amend("measured", id, measuring, on, sample -> measuring.of(sample, today));
    }

    @POST
    @Path("measurings")
    @Consumes("application/x-ndjson")
    @RolesAllowed(Caller.CLERK)
    @Operation(summary = "批量测定样品 Measure many samples")
    public Imports.Imported measureEach(InputStream body, @BeanParam Conditions on) {
        var today = LocalDate.now(clock);
        return samples.amendEach(
                "measured", body, Measuring.class, on, (sample, measuring) -> measuring.of(sample, today));
    }

    @POST
    @Path("{id}/notes")
    @RolesAllowed(Caller.CLERK)
    @Operation(summary = "加注 Add a note to a sample")
    public RestResponse<Filed<SampleFacts>> note(String id, SampleNote note, @BeanParam Conditions on) {
        return samples.amend(
                "noted", id, note, on, sample -> sample.with(sample.facts().noted(note)));
    }

    @POST
    @Path("{id}/relocation")
    @RolesAllowed(Caller.REVIEWER)
    public RestResponse<Filed<SampleFacts>> relocate(String id, Relocation relocation, @BeanParam Conditions on) {
        return Register.relocate(samples, id, relocation, on);
    }

    @POST
    @Path("{id}/withdrawal")
    @RolesAllowed(Caller.CLERK)
    public RestResponse<Filed<SampleFacts>> withdraw(String id, Reason reason, @BeanParam Conditions on) {
        return samples.withdraw(id, reason, on);
    }

    @POST
    @Path("{id}/restoration")
    @RolesAllowed(Caller.REVIEWER)
    public RestResponse<Filed<SampleFacts>> restore(String id, Reason reason, @BeanParam Conditions on) {
        return samples.restore(id, reason, on);
    }

    @GET
    @Path("{id}/history")
    @RolesAllowed(Caller.READER)
    public Page<History.Version> history(String id, @QueryParam("cursor") String cursor) {
        return samples.history(id, cursor);
    }

    @POST
    @Path("imports")
    @Consumes("application/x-ndjson")
    @RolesAllowed(Caller.CLERK)
    public Imports.Imported imports(InputStream body, @BeanParam Conditions on) {
        return samples.imports(body, on);
    }
}
