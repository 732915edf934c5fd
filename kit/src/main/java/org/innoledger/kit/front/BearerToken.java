package org.innoledger.kit.front;

import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;
import org.innoledger.kit.problem.Problem;
import org.innoledger.kit.problem.ProblemType;
import org.innoledger.kit.problem.Text;

/// Whether what a token claims has the form that everything behind takes for granted. It is looked at before
/// the signature is: no library and no resource then meets a claim of another type than it expects. A token
/// that passes is still nobody's until its signature, issuer and audience hold.
public final class BearerToken {
    /// What the name of a client without a person begins with, so that no person bears it.
    public static final String CLIENT = "azp:";

    /// How long a token may live: a stolen one is of no use the day after.
    public static final Duration LIFE_MAX = Duration.ofHours(24);

    /// How far clocks may differ.
    private static final Duration SKEW = Duration.ofMinutes(1);

    private static final String SCHEME = "Bearer ";

    /// Depth of claims that anybody has a use for.
    private static final int DEPTH_MAX = 10;

    /// A name that can stand in a log and in the journal: nothing that is not seen, and not blank.
    private static final Pattern NAME = Pattern.compile("(?=.*[^\\p{Z}])[^\\p{C}\\p{Zl}\\p{Zp}]{1,200}");

    /// Seconds beyond which a time is none.
    private static final long SECONDS_MAX = 1L << 40;

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    static {
        JSON.getFactory()
                .setStreamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(DEPTH_MAX)
                        .build());
    }

    private BearerToken() {}

    /// What is wrong with the token of a request: 401. Empty where there is none, since whether one is needed
    /// is not decided here.
    ///
    /// @param authorization the header, or null
    public static Optional<Problem> fault(String authorization, Instant now) {
        if (authorization == null || !authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return Optional.empty();
        }
        var parts = authorization.substring(SCHEME.length()).strip().split("\\.", -1);
        if (parts.length != 3) {
            return Optional.of(refused("JWS"));
        }
        return wrong(parts[1], now).map(BearerToken::refused);
    }

    /// The name of a claim that is not as it should be.
    private static Optional<String> wrong(String payload, Instant now) {
        JsonNode claims;
        try {
            claims = JSON.readTree(Base64.getUrlDecoder().decode(payload));
        } catch (IOException | IllegalArgumentException unreadable) {
            return Optional.of("JSON");
        }
        if (claims == null || !claims.isObject()) {
            return Optional.of("JSON");
        }
        var subject = claims.path("sub");
        if (!isName(subject) || subject.asText().startsWith(CLIENT)) {
            return Optional.of("sub");
        }
        var client = claims.path("azp");
        if (!isName(client) || subject.isMissingNode() && client.isMissingNode()) {
            return Optional.of("azp");
        }
        for (var list : new String[] {"groups", "regions"}) {
            if (!isTexts(claims.path(list))) {
                return Optional.of(list);
            }
        }
        return lives(claims.path("iat"), claims.path("exp"), now) ? Optional.empty() : Optional.of("exp");
    }

    private static boolean isName(JsonNode claim) {
        return claim.isMissingNode()
                || claim.isTextual() && NAME.matcher(claim.textValue()).matches();
    }

    private static boolean isTexts(JsonNode claim) {
        if (!claim.isMissingNode() && !claim.isArray()) {
            return false;
        }
        for (var text : claim) {
            if (!text.isTextual()) {
                return false;
            }
        }
        return true;
    }

    /// Whether the token ends within a day of its issue, and of now where its issue is said to lie ahead. That
    /// it has not ended is seen when it is verified.
    private static boolean lives(JsonNode issued, JsonNode expires, Instant now) {
        if (!isTime(expires) || !issued.isMissingNode() && !isTime(issued)) {
            return false;
        }
        var latest = now.plus(SKEW);
        var from = issued.isMissingNode() || issued.longValue() > latest.getEpochSecond()
                ? latest.getEpochSecond()
                : issued.longValue();
        return expires.longValue() - from <= LIFE_MAX.toSeconds();
    }

    private static boolean isTime(JsonNode claim) {
        return claim.isNumber() && Math.abs(claim.doubleValue()) < SECONDS_MAX;
    }

    private static Problem refused(String claim) {
        return Problem.of(
                ProblemType.UNAUTHENTICATED,
                Text.of(
                        "访问令牌的 %s 不符合要求：应为签名的 JWT，sub、azp 为非空名称，groups、regions 为文本数组，有效期至多 24 小时。",
                        "`%s` of the access token will not do: it must be a signed JWT whose sub and azp are names, whose "
                                + "groups and regions are arrays of text, and which lives for 24 hours at most.",
                        claim));
    }
}
