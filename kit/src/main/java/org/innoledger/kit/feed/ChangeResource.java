package org.innoledger.kit.feed;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
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
import org.innoledger.kit.region.Caller;

/// The feed of a service. Its path bears the service's name, which only its configuration knows; the
/// description has it written out.
@Path(ChangeResource.PATH)
@RunOnVirtualThread
@Tag(name = "Changes 变更", description = "变更事件，与 Kafka 上的相同 Change events, the same as on Kafka")
public class ChangeResource {
    public static final String PATH = "/v1/{service}/changes";

    private final Feed feed;
    private final FeedConfig config;

    ChangeResource(Feed feed, FeedConfig config) {
        this.feed = feed;
        this.config = config;
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
            operationId = "listChanges",
            summary = "本服务各登记册的变更事件 Change events of the registers of this service",
            description = Following.DESCRIPTION)
    public Feed.Changes changes(String service, @BeanParam Following following) {
        mustBeThis(service);
        return feed.changes(following);
    }

    @GET
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @RolesAllowed(Caller.READER)
    @Operation(hidden = true)
    public void stream(String service, @BeanParam Following following, @Context SseEventSink sink, @Context Sse sse) {
        mustBeThis(service);
        feed.stream(following, sink, sse);
    }

    private void mustBeThis(String service) {
        if (!service.equals(config.service())) {
            throw new NotFoundException();
        }
    }
}
