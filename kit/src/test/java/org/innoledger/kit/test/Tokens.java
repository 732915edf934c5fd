package org.innoledger.kit.test;

import io.smallrye.jwt.build.Jwt;
import io.smallrye.jwt.build.JwtClaimsBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Set;

/// Callers by role and region, with real signed tokens.
public final class Tokens {
    private static final String KEY = "innoledger.test.key";

    private Tokens() {}

    public static final String PROVINCE = of("province", Set.of("reader", "clerk", "reviewer"), "14");
    public static final String TAIYUAN = of("taiyuan", Set.of("reader", "clerk", "reviewer"), "1401");
    public static final String DATONG = of("datong", Set.of("reader", "clerk", "reviewer"), "1402");
    public static final String SHUOZHOU = of("shuozhou", Set.of("reader", "clerk", "reviewer"), "1406");
    public static final String SHUOCHENG = of("shuocheng", Set.of("reader", "clerk"), "140602");
    public static final String INTEGRATOR = of("integrator", Set.of("reader"), "14");
    public static final String TALENT_OFFICE =
            of("talent-office", Set.of("reader", "clerk", "reviewer", "personal"), "14");
    public static final String OPERATOR = of("operator", Set.of("operator"));

    /// A token as an identity provider would issue it.
    ///
    /// @param regions prefixes of division codes
    public static String of(String client, Set<String> groups, String... regions) {
        return sign(Jwt.subject(client).upn(client), client, groups, regions);
    }

    /// A token of a system for which nobody signed in.
    public static String withoutSubject(String client, Set<String> groups, String... regions) {
        return sign(Jwt.claims(), client, groups, regions);
    }

    private static String sign(JwtClaimsBuilder claims, String client, Set<String> groups, String... regions) {
        return claims.issuer("https://ledger.local")
                .audience("innoledger")
                .claim("azp", client)
                .groups(groups)
                .claim("regions", List.of(regions))
                .expiresIn(Duration.ofHours(1))
                .jws()
                .keyId("test")
                .sign(key());
    }

    /// A token that claims this, whatever it is, rightly signed.
    static String signed(String payload) {
        try {
            var encoder = Base64.getUrlEncoder().withoutPadding();
            var text = encoder.encodeToString("{\"alg\":\"RS256\",\"kid\":\"test\"}".getBytes(StandardCharsets.UTF_8))
                    + "." + encoder.encodeToString(payload.getBytes(StandardCharsets.UTF_8));
            var signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(key());
            signature.update(text.getBytes(StandardCharsets.UTF_8));
            return text + "." + encoder.encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /// The public key as a JWKS file.
    static Path publicKeys() {
        var key = key();
        var jwks =
                "{\"keys\":[{\"kty\":\"RSA\",\"kid\":\"test\",\"alg\":\"RS256\",\"use\":\"sig\",\"n\":\"%s\",\"e\":\"%s\"}]}"
                        .formatted(encoded(key.getModulus()), encoded(key.getPublicExponent()));
        try {
            var file = Files.createTempFile("jwks", ".json");
            file.toFile().deleteOnExit();
            return Files.writeString(file, jwks);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String encoded(BigInteger number) {
        var bytes = number.toByteArray();
        var unsigned = bytes[0] == 0 ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes;
        return Base64.getUrlEncoder().withoutPadding().encodeToString(unsigned);
    }

    /// Quarkus loads test classes twice, so the keys live where both can find them.
    private static RSAPrivateCrtKey key() {
        try {
            if (System.getProperty(KEY) == null) {
                var generator = KeyPairGenerator.getInstance("RSA");
                generator.initialize(/* bits */ 2048);
                var made = generator.generateKeyPair().getPrivate().getEncoded();
                System.setProperty(KEY, Base64.getEncoder().encodeToString(made));
            }
            var encoded = new PKCS8EncodedKeySpec(Base64.getDecoder().decode(System.getProperty(KEY)));
            return (RSAPrivateCrtKey) KeyFactory.getInstance("RSA").generatePrivate(encoded);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
