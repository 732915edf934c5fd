package org.innoledger.kit.statistic;

import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.innoledger.kit.http.FurtherParameters;
import org.innoledger.kit.problem.Text;

/// What a caller asks of a statistic. What else it takes is declared by the statistic; [Question] reads all of
/// it.
@FurtherParameters
public class Asked {
    @QueryParam("region")
    @Parameter(
            description = "行政区划代码前缀：14 省、1406 市、140602 县；缺省为调用方全部区划 Prefix of division codes; all of the "
                    + "caller's regions by default",
            example = "1406")
    String region;

    @QueryParam("level")
    @Parameter(
            description = "by=region 时的层级，缺省为所统计区划的下一级：省见各市，市见各县 Level of the divisions for by=region; by "
                    + "default the one below the region: a province sees its cities, a city its counties",
            schema =
                    @Schema(
                            type = SchemaType.STRING,
                            enumeration = {"PROVINCE", "CITY", "COUNTY"}))
    String level;

    @QueryParam("by")
    @Parameter(
            description = "分项维度，可用逗号列举数个；none 不分项 What to itemise by, several with commas between; none for the total "
                    + "alone")
    List<String> by;

    @HeaderParam(HttpHeaders.ACCEPT_LANGUAGE)
    String language;

    @Context
    UriInfo uri;

    /// The language that the caller asks for.
    public Locale language() {
        return Text.language(language);
    }

    /// All parameters as they were sent.
    MultivaluedMap<String, String> parameters() {
        return uri.getQueryParameters();
    }
}
