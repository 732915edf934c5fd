package org.innoledger.gateway;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.smallrye.jwt.build.Jwt;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Three peers behind the gateway, and an issuer of real signed tokens.
public final class Suite implements QuarkusTestResourceLifecycleManager {
    static final int RESPONSE_TIME_MS = 1_500;
    static final int BODY_BYTES_MAX = 100_000;
    static final int IMPORT_BYTES_MAX = 1_000_000;

    private static final String ISSUER = "https://issuer.test";

    @Target(ElementType.FIELD)
    @Retention(RetentionPolicy.RUNTIME)
    @interface Running {}

    final Peer ledger = new Peer();
    final Peer talent = new Peer();
    final Peer platform = new Peer();
    private final KeyPair keys = keyPair();
    private Path jwks;

    static final String ORIGIN = "https://ledger.example.cn";

    @Override
    public Map<String, String> start() {
        try {
            jwks = Files.createTempFile("jwks", ".json");
            Files.writeString(jwks, jwks((RSAPublicKey) keys.getPublic()));
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
        return Map.ofEntries(
                Map.entry("innoledger.services.ledger", ledger.start().address()),
                Map.entry("innoledger.services.talent", talent.start().address()),
                Map.entry("innoledger.services.platform", platform.start().address()),
                Map.entry("innoledger.management.ledger", ledger.address()),
                Map.entry("innoledger.management.talent", talent.address()),
                Map.entry("innoledger.management.platform", platform.address()),
                Map.entry("innoledger.documents.folder", "openapi-test"),
                Map.entry("innoledger.documents.origin", ORIGIN),
                Map.entry("innoledger.limits.body", String.valueOf(BODY_BYTES_MAX)),
                Map.entry("innoledger.limits.import-body", String.valueOf(IMPORT_BYTES_MAX)),
                Map.entry("innoledger.limits.response-time", RESPONSE_TIME_MS + "ms"),
                Map.entry("innoledger.token.jwks", jwks.toUri().toString()),
                Map.entry("innoledger.token.issuer", ISSUER));
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(this, new TestInjector.AnnotatedAndMatchesType(Running.class, Suite.class));
    }

    @Override
    public void stop() {
        List.of(ledger, talent, platform).forEach(Peer::stop);
        try {
            Files.deleteIfExists(jwks);
        } catch (IOException kept) {
            throw new UncheckedIOException(kept);
        }
    }

    /// A token as the gateway wants it.
    String token(String client, String... groups) {
        return token(client, ISSUER, "innoledger", /* expiresInSeconds */ 60, keys, groups);
    }

    String tokenOfOtherIssuer() {
        return token("province", "https://other.test", "innoledger", /* expiresInSeconds */ 60, keys, "reader");
    }

    String tokenForOtherAudience() {
        return token("province", ISSUER, "elsewhere", /* expiresInSeconds */ 60, keys, "reader");
    }

    String tokenExpired() {
        return token("province", ISSUER, "innoledger", /* expiresInSeconds */ -600, keys, "reader");
    }

    String tokenOfOtherKey() {
        return token("province", ISSUER, "innoledger", /* expiresInSeconds */ 60, keyPair(), "reader");
    }

    private static String token(
            String client, String issuer, String audience, int expiresInSeconds, KeyPair keys, String... groups) {
        var now = System.currentTimeMillis() / 1_000;
        return Jwt.issuer(issuer)
                .audience(audience)
                .subject(client)
                .upn(client)
                .claim("azp", client)
                .claim("regions", List.of("14"))
                .groups(Set.of(groups))
                .issuedAt(Math.min(now, now + expiresInSeconds) - 60)
                .expiresAt(now + expiresInSeconds)
                .jws()
                .keyId("test")
                .sign(keys.getPrivate());
    }

    private static KeyPair keyPair() {
        try {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException noRsa) {
            throw new IllegalStateException(noRsa);
        }
    }

    private static String jwks(RSAPublicKey key) {
        var encoder = Base64.getUrlEncoder().withoutPadding();
        return """
                {"keys": [{"kty": "RSA", "kid": "test", "use": "sig", "alg": "RS256", "n": "%s", "e": "%s"}]}
                """.formatted(
                        encoder.encodeToString(unsigned(key.getModulus().toByteArray())),
                        encoder.encodeToString(key.getPublicExponent().toByteArray()));
    }

    /// Without the leading zero that marks a positive number.
    private static byte[] unsigned(byte[] number) {
        return number[0] == 0 ? Arrays.copyOfRange(number, 1, number.length) : number;
    }
}
