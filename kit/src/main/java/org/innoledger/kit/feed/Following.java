package org.innoledger.kit.feed;

import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.QueryParam;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

/// From where a caller follows the feed.
public class Following {
    /// How to follow, for the description of the operation.
    public static final String DESCRIPTION =
            "从 after=0 开始，每次以 next 作为下一次的 after；text/event-stream 则持续推送并支持 Last-Event-ID。"
                    + "Begin with after=0 and go on with `next`. As text/event-stream events are sent as they come; "
                    + "Last-Event-ID resumes.";

    @QueryParam("after")
    @Parameter(description = "从此序号之后 Position to go on from, 0 for the beginning", example = "0")
    Long after;

    @QueryParam("limit")
    @DefaultValue("100")
    @Parameter(
            description = "每次条数，至多 1000，超出按 1000 计；内容满 1 MiB 时提前结束 Events in one answer, at most 1,000; "
                    + "more is cut, and it ends where they come to 1 MiB",
            schema = @Schema(type = SchemaType.INTEGER, format = "int32", minimum = "1", maximum = "1000"))
    int limit;

    @QueryParam("register")
    @Parameter(description = "仅此登记册 Only this register", example = "enterprise")
    String register;

    @QueryParam("waitSeconds")
    @DefaultValue("0")
    @Parameter(description = "无新事件时等待的秒数，至多 30 Seconds to wait for an event where there is none, at most 30")
    int waitSeconds;

    @HeaderParam("Last-Event-ID")
    @Parameter(description = "断线续传：收到的最后一个序号 Position of the last event received; for event streams")
    Long lastEventId;

    /// The position to go on from.
    long position() {
        return lastEventId != null ? lastEventId : after == null ? 0 : after;
    }
}
