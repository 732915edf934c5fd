package org.innoledger.ledger.qualification;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.innoledger.kit.region.Caller;

@Path("/v1/qualification-kinds")
@RunOnVirtualThread
@Tag(name = "Qualifications 资质")
public class QualificationKindResource {

    /// The catalogue of kinds.
    @Schema(
            description = "资质类别目录 The catalogue of kinds of qualification",
            requiredProperties = {"items"})
    public record QualificationKinds(
            @Schema(description = "类别 Kinds") List<QualificationKindLine> items) {}

    /// One kind of the catalogue.
    @Schema(
            description = "一种资质 One kind of qualification",
            requiredProperties = {"code", "chinese", "english", "innovative"})
    public record QualificationKindLine(
            @Schema(description = "代码 Code", examples = "HIGH_TECH")
            String code,

            @Schema(description = "中文名称 Name in Chinese", examples = "高新技术企业")
            String chinese,

            @Schema(description = "英文名称 Name in English", examples = "High and new technology enterprise")
            String english,

            @Schema(
                    description =
                            "是否计入“1551”创新型企业 Whether it makes an innovative enterprise in the sense of the target of 1551",
                    examples = "true")
            boolean innovative) {}

    @GET
    @RolesAllowed(Caller.READER)
    @Operation(operationId = "listQualificationKinds", summary = "资质类别目录 The catalogue of kinds of qualification")
    public QualificationKinds kinds() {
        return new QualificationKinds(QualificationKind.all().stream()
                .map(kind -> new QualificationKindLine(
                        kind.code(), kind.name().zh(), kind.name().en(), kind.innovative()))
                .toList());
    }
}
