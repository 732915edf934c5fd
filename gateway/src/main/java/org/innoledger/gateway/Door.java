package org.innoledger.gateway;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.security.QuarkusHttpUser;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.innoledger.kit.front.BearerToken;
import org.innoledger.kit.problem.Problem;
import org.innoledger.kit.problem.ProblemType;
import org.innoledger.kit.problem.Text;
import org.jboss.logging.Logger;

/// Checks tokens: signature, issuer, audience and expiry. What a client may do is left to the services, except
/// for the few pages of the gateway's own that are for operators.
@Singleton
final class Door {
    static final String OPERATOR = "operator";

    private static final String FILE = "file:";
    private static final Logger LOG = Logger.getLogger(Door.class);

    @Inject
    IdentityProviderManager identities;

    @Inject
    UnderWay underWay;

    /// Without its keys the gateway could only fail at each request, so it does not start.
    void checkKeys(@Observes StartupEvent start, @ConfigProperty(name = "innoledger.token.jwks") String jwks) {
        if (jwks.startsWith(FILE) && !Files.isReadable(Path.of(jwks.substring(FILE.length())))) {
            throw new IllegalStateException("innoledger.token.jwks is " + jwks
                    + ", which cannot be read; it must name the keys of the issuer.");
        }
    }

    /// Lets a request on that carries a valid token, of a client that has not too many under way; answers 401
    /// to any other.
    void admit(RoutingContext ctx) {
        identify(ctx)
                .onSuccess(caller -> {
                    if (caller.isAnonymous()) {
                        Answer.of(ctx, noToken()).to(ctx);
                    } else {
                        underWay.take(ctx, client(caller));
                    }
                })
                .onFailure(failure -> refuse(ctx, failure));
    }

    /// The name that a caller is counted under. A client without a person has one that no person can bear.
    private static String client(SecurityIdentity caller) {
        var token = (JsonWebToken) caller.getPrincipal();
        return token.getSubject() == null ? BearerToken.CLIENT + token.<String>getClaim("azp") : token.getSubject();
    }

    /// Lets operators on; answers 401 or 403 to any other.
    void admitOperator(RoutingContext ctx) {
        identify(ctx)
                .onSuccess(caller -> {
                    if (caller.hasRole(OPERATOR)) {
                        ctx.next();
                    } else {
                        Answer.of(ctx, caller.isAnonymous() ? noToken() : notOperator())
                                .to(ctx);
                    }
                })
                .onFailure(failure -> refuse(ctx, failure));
    }

    /// Whether the caller is an operator; no token and a bad one are both a plain no.
    Future<Boolean> isOperator(RoutingContext ctx) {
        return identify(ctx).map(caller -> caller.hasRole(OPERATOR)).otherwise(false);
    }

    private Future<SecurityIdentity> identify(RoutingContext ctx) {
        var authorization = ctx.request().getHeader(HttpHeaders.AUTHORIZATION);
        if (BearerToken.fault(authorization, Instant.now()).isPresent()) {
            return Future.failedFuture(new AuthenticationFailedException());
        }
        // The check may leave this thread; a body that came meanwhile would be lost if reading were not put
        // off.
        ctx.request().pause();
        // Left in place, the handler of Quarkus would answer a bad token itself, without a problem.
        ctx.remove(QuarkusHttpUser.AUTH_FAILURE_HANDLER);
        var here = Vertx.currentContext();
        var found = Promise.<SecurityIdentity>promise();
        QuarkusHttpUser.getSecurityIdentity(ctx, identities)
                .subscribe()
                .with(
                        caller -> here.runOnContext(back -> found.complete(caller)),
                        failure -> here.runOnContext(back -> found.fail(failure)));
        return found.future();
    }

    private static void refuse(RoutingContext ctx, Throwable failure) {
        if (failure instanceof AuthenticationFailedException) {
            LOG.debugf(failure, "A token was refused");
            Answer.of(ctx, badToken())
                    .with("WWW-Authenticate", "Bearer realm=\"innoledger\", error=\"invalid_token\"")
                    .to(ctx);
        } else {
            ctx.fail(failure);
        }
    }

    private static Problem noToken() {
        return Problem.of(ProblemType.UNAUTHENTICATED, Text.of("请求没有携带访问令牌。", "The request carries no access token."));
    }

    private static Problem badToken() {
        return Problem.of(
                ProblemType.UNAUTHENTICATED,
                Text.of(
                        "访问令牌无效：签名、签发方、受众、有效期（至多 24 小时）不符，或所载内容形式不对。",
                        "The access token is not valid: its signature, issuer, audience or expiry (24 h at most) does "
                                + "not hold, or what it claims has not the right form."));
    }

    private static Problem notOperator() {
        return Problem.of(
                ProblemType.FORBIDDEN,
                Text.of("此页面只对运维角色（operator）开放。", "This page is for the `operator` group only."));
    }
}
