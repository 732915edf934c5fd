package org.innoledger.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.lang.JoseException;

/// The local run's own issuer of tokens: a key pair made at the first start, the private half of mode 0600.
final class Tokens {
    static final String ISSUER = "https://ledger.local";
    static final String AUDIENCE = "innoledger";

    /// Short-lived, since `./ledger token` makes another at any time.
    private static final float LIFETIME_MINUTES = 60;

    private static final int KEY_BITS = 2048;

    private final PublicJsonWebKey key;

    private Tokens(PublicJsonWebKey key) {
        this.key = key;
    }

    /// Reads the key pair, or makes it.
    static Tokens make(Folder folder) {
        try {
            if (!Files.exists(privateFile(folder))) {
                var key = RsaJwkGenerator.generateJwk(KEY_BITS);
                key.setKeyId("local");
                key.setAlgorithm(AlgorithmIdentifiers.RSA_USING_SHA256);
                key.setUse("sig");
                Folder.write(privateFile(folder), key.toJson(OutputControlLevel.INCLUDE_PRIVATE));
            }
            var tokens = existing(folder);
            Folder.write(jwks(folder), new JsonWebKeySet(tokens.key).toJson(OutputControlLevel.PUBLIC_ONLY));
            return tokens;
        } catch (JoseException e) {
            throw Refusal.unexpected("RSA", e);
        }
    }

    /// Reads the key pair of a run that is or was.
    static Tokens existing(Folder folder) {
        var file = privateFile(folder);
        if (!Files.exists(file)) {
            throw Refusal.of(
                    "%s 中还没有密钥，请先运行 ./ledger up。", "There is no key in %s yet; run ./ledger up first.", folder.root());
        }
        try {
            return new Tokens(PublicJsonWebKey.Factory.newPublicJwk(Files.readString(file)));
        } catch (IOException | JoseException e) {
            throw folder.broken(file);
        }
    }

    /// The public key, for whoever checks tokens.
    static Path jwks(Folder folder) {
        return folder.keys().resolve("jwks.json");
    }

    private static Path privateFile(Folder folder) {
        return folder.keys().resolve("private.jwk");
    }

    String token(Client client) {
        var claims = new JwtClaims();
        claims.setIssuer(ISSUER);
        claims.setAudience(AUDIENCE);
        claims.setSubject(client.title);
        claims.setIssuedAtToNow();
        claims.setExpirationTimeMinutesInTheFuture(LIFETIME_MINUTES);
        claims.setGeneratedJwtId();
        claims.setStringClaim("azp", client.title);
        claims.setStringClaim("upn", client.title);
        claims.setStringListClaim("groups", client.groups);
        claims.setStringListClaim("regions", client.regions);
        var signature = new JsonWebSignature();
        signature.setPayload(claims.toJson());
        signature.setKey(key.getPrivateKey());
        signature.setKeyIdHeaderValue(key.getKeyId());
        signature.setAlgorithmHeaderValue(AlgorithmIdentifiers.RSA_USING_SHA256);
        signature.setHeader("typ", "JWT");
        try {
            return signature.getCompactSerialization();
        } catch (JoseException e) {
            throw Refusal.unexpected("JWT", e);
        }
    }
}
