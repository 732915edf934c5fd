package org.innoledger.talent.talent;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.innoledger.kit.http.Answers;
import org.innoledger.kit.http.Page;
import org.innoledger.kit.journal.Filed;
import org.innoledger.kit.journal.Journal;
import org.innoledger.kit.region.Caller;
import org.innoledger.kit.register.History;
import org.innoledger.kit.register.Listing;
import org.innoledger.kit.register.Lists;
import org.innoledger.talent.talent.PersonalLookup.PersonalLookupFacts;
import org.jboss.resteasy.reactive.RestResponse;

@Path(PersonalLookupResource.PATH)
@RunOnVirtualThread
@Tag(
        name = "Personal look-ups 查找记录",
        description = "谁按身份号码或姓名查找过人才；由系统留痕，不含所查的内容 Who looked for talents by citizen number or name; filed by the "
                + "service itself, without what was looked for")
public class PersonalLookupResource {
    static final String PATH = "/v1/personal-lookups";

    private final Journal journal;
    private final Lists lists;
    private final History history;

    PersonalLookupResource(Journal journal, Lists lists, History history) {
        this.journal = journal;
        this.lists = lists;
        this.history = history;
    }

    @GET
    @RolesAllowed(Caller.READER)
    @Operation(
            operationId = "listPersonalLookups",
            summary = "查找记录列表 List look-ups",
            description =
                    "由调用方区划内的人员所做的查找，可按 lookedUpBy 筛选。Those made by whoever works in the caller's regions; `lookedUpBy` filters.")
    public RestResponse<Page<Filed<PersonalLookupFacts>>> list(@BeanParam Listing listing) {
        return lists.list(PersonalLookup.class, listing);
    }

    @GET
    @Path("{id}")
    @RolesAllowed(Caller.READER)
    @Operation(operationId = "readPersonalLookup", summary = "读取查找记录 Read a look-up")
    public RestResponse<Filed<PersonalLookupFacts>> read(String id) {
        return Answers.read(journal.read(PersonalLookup.class, id));
    }

    @GET
    @Path("{id}/history")
    @RolesAllowed(Caller.READER)
    @Operation(
            operationId = "readPersonalLookupHistory",
            summary = "查找记录的版本，只有一个 Versions of a look-up, of which there is one")
    public Page<History.Version> history(String id, @QueryParam("cursor") String cursor) {
        return history.of(PersonalLookup.class, id, cursor);
    }
}
