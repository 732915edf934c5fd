package org.innoledger.ledger.change;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.innoledger.kit.feed.Event;
import org.innoledger.kit.feed.Feed;
import org.innoledger.kit.feed.Following;
import org.innoledger.kit.region.Caller;

@Path("/v1/ledger/changes")
@RunOnVirtualThread
@Tag(name = "Changes 变更", description = "变更事件，与 Kafka 上的相同 Change events, the same as on Kafka")
public class ChangeResource {
    private final Feed feed;

    ChangeResource(Feed feed) {
        this.feed = feed;
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @RolesAllowed(Caller.READER)
    @APIResponse(
            responseCode = "200",
            description = "事件 Events, as one page or as a stream",
            content = {
                @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = Feed.Changes.class)),
                @Content(mediaType = MediaType.SERVER_SENT_EVENTS, schema = @Schema(implementation = Event.class))
            })
    @Operation(
            operationId = "listLedgerChanges",
            summary = "企业等登记册的变更事件 Change events of the ledger's registers",
            description = Following.DESCRIPTION)
    public Feed.Changes changes(@BeanParam Following following) {
        return feed.changes(following);
    }

    @GET
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @RolesAllowed(Caller.READER)
    @Operation(hidden = true)
    public void stream(@BeanParam Following following, @Context SseEventSink sink, @Context Sse sse) {
        feed.stream(following, sink, sse);
    }
}
