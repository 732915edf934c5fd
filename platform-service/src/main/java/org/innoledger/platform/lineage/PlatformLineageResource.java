package org.innoledger.platform.lineage;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.innoledger.kit.region.Caller;

@Path("/v1/platforms/{id}")
@RunOnVirtualThread
@Tag(name = "Platforms 创新平台")
public class PlatformLineageResource {
    private final Lineages lineages;

    PlatformLineageResource(Lineages lineages) {
        this.lineages = lineages;
    }

    @GET
    @Path("lineage")
    @Produces(MediaType.APPLICATION_JSON)
    @RolesAllowed(Caller.READER)
    @Operation(
            operationId = "readPlatformLineage",
            summary = "平台沿革：前身与后身 Lineage of a platform: what it came from and what came of it",
            description =
                    "沿优化重组与合并向两个方向追溯，不限次数；至多 500 个平台。其他区划的平台只占一个位置，不显示编号与名称。Walks restructurings and mergers both ways, over any number of them; at most 500 platforms. One of another region is told as being there, without id or name.")
    public Lineage lineage(String id) {
        return lineages.of(id);
    }

    @GET
    @Path("lineage.svg")
    @Produces("image/svg+xml")
    @RolesAllowed(Caller.READER)
    @Operation(
            operationId = "drawPlatformLineage",
            summary = "平台沿革图 The lineage as a picture",
            description =
                    "SVG：从左到右按代排列，框内为名称、级别与状态，标签为方式、日期与文号，查询的平台加粗。SVG: generations from left to right; a box has name, level and state, a label kind, date and document; the platform asked for stands out.")
    public String picture(String id) {
        return LineagePicture.of(lineages.of(id));
    }
}
