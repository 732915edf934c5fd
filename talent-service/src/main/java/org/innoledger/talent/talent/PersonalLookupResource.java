package org.innoledger.talent.talent;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.innoledger.kit.http.Page;
import org.innoledger.kit.journal.Filed;
import org.innoledger.kit.region.Caller;
import org.innoledger.kit.register.History;
import org.innoledger.kit.register.Listing;
import org.innoledger.kit.register.Noun;
import org.innoledger.kit.register.Register;
import org.innoledger.kit.register.Registers;
import org.innoledger.talent.talent.PersonalLookup.PersonalLookupFacts;
import org.jboss.resteasy.reactive.RestResponse;

@Path(PersonalLookupResource.PATH)
@RunOnVirtualThread
@Tag(
        name = "Personal look-ups 查找记录",
        description = "谁按身份号码或姓名查找过人才；由系统留痕，不含所查的内容 Who looked for talents by citizen number or name; filed by the "
                + "service itself, without what was looked for")
@Noun(zh = "查找记录", en = "look-up")
public class PersonalLookupResource {
    static final String PATH = "/v1/personal-lookups";

    private final Register<PersonalLookupFacts> personalLookups;

    PersonalLookupResource(Registers registers) {
        this.personalLookups = registers.of(PersonalLookup.class, PATH);
    }

    @GET
    @RolesAllowed(Caller.READER)
    @Operation(
            description =
                    "由调用方区划内的人员所做的查找，可按 lookedUpBy 筛选。Those made by whoever works in the caller's regions; `lookedUpBy` filters.")
    public RestResponse<Page<Filed<PersonalLookupFacts>>> list(@BeanParam Listing listing) {
        return personalLookups.list(listing);
    }

    @GET
    @Path("{id}")
    @RolesAllowed(Caller.READER)
    public RestResponse<Filed<PersonalLookupFacts>> read(String id) {
        return personalLookups.read(id);
    }

    @GET
    @Path("{id}/history")
    @RolesAllowed(Caller.READER)
    @Operation(summary = "查找记录的版本，只有一个 Versions of a look-up, of which there is one")
    public Page<History.Version> history(String id, @QueryParam("cursor") String cursor) {
        return personalLookups.history(id, cursor);
    }
}
