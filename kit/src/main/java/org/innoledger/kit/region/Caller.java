package org.innoledger.kit.region;

import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.json.JsonArray;
import jakarta.json.JsonString;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.innoledger.kit.front.BearerToken;
import org.innoledger.kit.problem.FaultCode;
import org.innoledger.kit.problem.Problem;
import org.innoledger.kit.problem.ProblemType;
import org.innoledger.kit.problem.Text;

/// Who asks, and for which regions. Everything that the journal reads or writes is bound to it.
///
/// @param name the client of the token, or the service itself
/// @param regions prefixes of division codes: `14` the province, `1406` a city, `140602` a county
/// @param traceparent W3C trace context of the request, null for none
/// @param until when the token expires; what lasts longer than a request ends by then
public record Caller(String name, List<String> regions, String traceparent, Instant until) {
    /// Roles that a token's `groups` may hold.
    public static final String READER = "reader";

    public static final String CLERK = "clerk";
    public static final String REVIEWER = "reviewer";
    public static final String OPERATOR = "operator";

    /// May see personal data in clear, each time for a stated purpose.
    public static final String PERSONAL = "personal";

    /// A province, a city or a county; anything shorter would open more than one province.
    static final Pattern PREFIX = Pattern.compile("[1-9][0-9](?:[0-9]{2}){0,2}");

    /// More regions than a token has any reason to name.
    private static final int REGIONS_MAX = 200;

    private static final Pattern TRACEPARENT = Pattern.compile("[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}");

    private static final ScopedValue<Caller> SERVICE = ScopedValue.newInstance();

    /// Runs `work` as the service itself, which acts in every region: what events of other services bring
    /// about.
    public static <T> T asService(String name, Supplier<T> work) {
        var everywhere = List.of("1", "2", "3", "4", "5", "6", "7", "8", "9");
        return ScopedValue.where(SERVICE, new Caller(name, everywhere, null, Instant.MAX))
                .call(work::get);
    }

    /// Whether records of this division are the caller's to see and write.
    public boolean covers(String division) {
        return regions.stream().anyMatch(division::startsWith);
    }

    /// The setting that row-level security compares with.
    public String setting() {
        return String.join(",", regions);
    }

    /// A 403 unless the caller's regions hold all of these, which an answer was made for.
    ///
    /// @param setting of the caller at that time
    public void mustHold(String setting) {
        if (setting.isEmpty()
                || !setting.equals(setting()) && !Stream.of(setting.split(",")).allMatch(this::covers)) {
            throw Problem.of(
                    ProblemType.FORBIDDEN,
                    Text.of(
                            "同一幂等键的首次请求所用令牌的区划范围为 %s，现令牌的范围（%s）不再包含，不能取得其结果。",
                            "The first request with this key was made for the regions %s; those of the token (%s) hold "
                                    + "them no more, so its result is not given.",
                            setting.isEmpty() ? "—" : setting,
                            regions.isEmpty() ? "—" : setting()));
        }
    }

    /// The division that the caller works for: the first of its regions, as a full code.
    ///
    /// @throws Problem 403 for a caller without regions
    public String home() {
        mustCover(regions.isEmpty() ? "" : regions.getFirst());
        return (regions.getFirst() + "0000").substring(0, 6);
    }

    /// A 403 unless the caller may write in this division.
    public void mustCover(String division) {
        if (!covers(division)) {
            throw Problem.of(
                    ProblemType.FORBIDDEN,
                    Text.of(
                            "您的区划范围（%s）不含 %s，不能在其中登记。",
                            "Your regions (%s) do not hold %s, so nothing can be filed there.",
                            regions.isEmpty() ? "—" : setting(),
                            division));
        }
    }

    /// A 403 unless the caller works for the office that decides: who may not hears who does.
    ///
    /// @param office its division: `140600` or `1406` for the city, `140000` or `14` for the province
    public void mustDecide(String office) {
        if (!covers(office.replaceFirst("^(..)0000$|^(....)00$", "$1$2"))) {
            throw decidedBy((office + "0000").substring(0, 6));
        }
    }

    /// The 403 for who may not decide.
    public Problem decidedBy(String office) {
        return Problem.of(
                ProblemType.FORBIDDEN,
                Text.of(
                        "此事项由%s（%s）办理，您的区划范围为 %s。",
                        "This is decided by %2$s (%1$s); your regions are %3$s.",
                        Division.find(office).map(Division::name).orElse(""),
                        office,
                        regions.isEmpty() ? "—" : setting()),
                Map.of("decidedBy", office));
    }

    /// A 403 unless the division, or all of those that its code begins, or some of them, are the caller's. A
    /// reader who asks for another region is told so, since an empty list would say that there is nothing.
    ///
    /// @param name of the parameter
    /// @param prefix 2, 4 or 6 digits; `1406` and `140600` are the city
    /// @return how the codes of the division and of all below it begin: `1406`
    /// @throws Problem 400 when it is no such prefix
    public String mustMeet(String name, String prefix) {
        if (!PREFIX.matcher(prefix).matches()
                || Division.all().stream().noneMatch(division -> division.code().startsWith(prefix))) {
            throw Problem.invalid(FaultCode.REGION_PREFIX.at(name, prefix));
        }
        var asked = prefix.replaceFirst("^(..)0000$|^(....)00$", "$1$2");
        if (regions.stream().noneMatch(mine -> mine.startsWith(asked) || asked.startsWith(mine))) {
            throw Problem.of(
                    ProblemType.FORBIDDEN,
                    Text.of(
                            "%s 既不在您的区划范围（%s）内，也不在其之上。",
                            "%s lies neither within your regions (%s) nor above them.",
                            prefix,
                            regions.isEmpty() ? "—" : setting()),
                    Map.of("regions", regions));
        }
        return asked;
    }

    /// A 403 unless the caller works for the level above this division: the city for a county, the province
    /// for a city and for itself. What is decided about a division is not decided by it.
    public void mustCoverAbove(String division) {
        var above = Division.find(division)
                .map(Division::parent)
                .filter(parent -> !parent.isEmpty())
                .orElse(division);
        mustDecide(above);
    }

    /// The caller of the present request, from its token.
    @ApplicationScoped
    public static class Current {
        private final JsonWebToken token;
        private final CurrentVertxRequest request;

        Current(JsonWebToken token, CurrentVertxRequest request) {
            this.token = token;
            this.request = request;
        }

        /// The service itself inside [Caller#asService], else the client that the token names.
        ///
        /// @throws Problem 403 when the token's regions are not prefixes of division codes
        public Caller get() {
            return SERVICE.isBound() ? SERVICE.get() : fromToken();
        }

        /// Whether the caller has this role beside the one that the operation asks for; the service itself has
        /// every role.
        public boolean has(String role) {
            return SERVICE.isBound()
                    || token.getGroups() != null && token.getGroups().contains(role);
        }

        private Caller fromToken() {
            JsonArray claimed = token.getClaim("regions");
            var regions = claimed == null
                    ? List.<String>of()
                    : claimed.getValuesAs(JsonString.class).stream()
                            .map(JsonString::getString)
                            .toList();
            if (regions.size() > REGIONS_MAX
                    || !regions.stream()
                            .allMatch(region -> PREFIX.matcher(region).matches())) {
                throw Problem.of(
                        ProblemType.FORBIDDEN,
                        Text.of(
                                "令牌中的 regions 应为 2、4 或 6 位行政区划代码前缀，至多 %d 个。",
                                "`regions` of the token must be prefixes of division codes with 2, 4 or 6 digits, at most %d.",
                                REGIONS_MAX));
            }
            return new Caller(name(), regions, traceparent(), Instant.ofEpochSecond(token.getExpirationTime()));
        }

        /// The person where a person signed in, and the client where a system did: never the one for the
        /// other.
        private String name() {
            String client = token.getClaim("azp");
            return token.getSubject() == null ? BearerToken.CLIENT + client : token.getSubject();
        }

        private String traceparent() {
            var header = request.getCurrent() == null
                    ? null
                    : request.getCurrent().request().getHeader("traceparent");
            return header != null && TRACEPARENT.matcher(header).matches() ? header : null;
        }
    }
}
