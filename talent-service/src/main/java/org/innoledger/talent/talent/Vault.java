package org.innoledger.talent.talent;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.innoledger.kit.journal.Journal;
import org.innoledger.kit.journal.When;
import org.innoledger.kit.problem.Problem;
import org.innoledger.kit.problem.ProblemType;
import org.innoledger.kit.problem.Text;
import org.innoledger.kit.region.Caller;
import org.innoledger.kit.standard.Texts;
import org.jboss.logging.Logger;

/// Seals and opens personal data. Each person has a key of its own (AES-256-GCM), wrapped by a master key: who
/// destroys the person's key destroys the person's data wherever copies of them lie. Ciphertexts are bound to
/// the talent's id, so that none can be moved to another row.
@ApplicationScoped
public class Vault {
    private static final Logger LOG = Logger.getLogger(Vault.class);
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final int KEY_BYTES = 32;
    private static final int SALT_BYTES = 16;

    /// What a lookup key is bound to where a person's would be to the talent's id.
    private static final String LOOKUP = "lookup";

    /// Stands before the hash of a name and after every hash that was made before there were forms, which
    /// begins with a digit or a letter up to `f`.
    static final String NAME_FORM = "n2:";

    private final MasterKeys masters;
    private final Journal journal;
    private final ObjectMapper json = new ObjectMapper();
    private final SecureRandom random = new SecureRandom();
    private volatile SecretKey lookup;

    Vault(MasterKeys masters, Journal journal) {
        this.masters = masters;
        this.journal = journal;
    }

    /// Makes ready the key of the hashes by which people are found: made by the first instance that ever
    /// starts, kept in the database under the master key, the same for all.
    void start(@Observes @Priority(1) StartupEvent event) {
        var made = random(KEY_BYTES);
        var sql = "insert into vault_key (name, master, key) values (:name, :master, :key) on conflict do nothing";
        var row = Caller.asService(
                "talent",
                () -> journal.writing(
                        When.ALWAYS,
                        null,
                        writing -> writing.query(session -> {
                            session.createNativeQuery(sql, Void.class)
                                    .setParameter("name", LOOKUP)
                                    .setParameter("master", masters.current())
                                    .setParameter("key", wrapped(LOOKUP, masters.current(), made))
                                    .executeUpdate();
                            return session.createNativeQuery(
                                            "select master, key from vault_key where name = :name", Object[].class)
                                    .setParameter("name", LOOKUP)
                                    .getSingleResult();
                        })));
        lookup = new SecretKeySpec(unwrapped(LOOKUP, (String) row[0], (String) row[1]), "HmacSHA256");
    }

    /// Seals a person. The key of the one on file is kept, and where the data are the same all of the seal.
    /// Data that come back later have another digest, since each has a salt of its own: so that no later
    /// guess can be compared by it with what once was on file.
    ///
    /// @param id of the talent
    /// @param present the sealed data on file, null for a new talent
    SealedPerson seal(String id, Person person, SealedPerson present) {
        var key = present == null ? random(KEY_BYTES) : key(id, present);
        var clear = bytes(person);
        if (present != null && digest(key, salt(present), clear).equals(present.digest())) {
            return present;
        }
        return new SealedPerson(
                digest(key, HexFormat.of().formatHex(random(SALT_BYTES)), clear),
                masters.current(),
                wrapped(id, masters.current(), key),
                text(encrypted(new SecretKeySpec(key, "AES"), id, clear)),
                person.nationalId() == null ? null : nationalIdHash(person.nationalId()),
                nameHash(person.name()));
    }

    /// The person under the seal.
    Person open(String id, SealedPerson sealed) {
        try {
            var key = new SecretKeySpec(key(id, sealed), "AES");
            return json.readValue(decrypted(key, id, Base64.getDecoder().decode(sealed.data())), Person.class);
        } catch (IOException e) {
            throw new IllegalStateException("the personal data of talent " + id + " are no JSON");
        }
    }

    /// The same seal under the present master key; the person's own key stays.
    SealedPerson rewrapped(String id, SealedPerson sealed) {
        var current = masters.current();
        return new SealedPerson(
                sealed.digest(),
                current,
                wrapped(id, current, key(id, sealed)),
                sealed.data(),
                sealed.nationalIdHash(),
                sealed.nameHash());
    }

    /// The lookup key, wrapped by the present master key.
    String rewrappedLookup() {
        return wrapped(LOOKUP, masters.current(), lookup.getEncoded());
    }

    static String lookupName() {
        return LOOKUP;
    }

    String nationalIdHash(NationalId id) {
        return hash("nationalId\n" + id.value());
    }

    /// A name is found however it is written: neither width, case and blanks nor the dot inside tell people
    /// apart. Which form was hashed stands before it, since another form makes another hash.
    String nameHash(String name) {
        return NAME_FORM + hash("name\n" + Texts.searchForm(name));
    }

    /// The same seal with the hash of the name in its present form; the person's key stays.
    SealedPerson named(String id, SealedPerson sealed) {
        return new SealedPerson(
                sealed.digest(),
                sealed.master(),
                sealed.key(),
                sealed.data(),
                sealed.nationalIdHash(),
                nameHash(open(id, sealed).name()));
    }

    /// What tells one request from another without telling what is in it.
    String fingerprint(Object request) {
        return hash("request\n" + new String(bytes(request), StandardCharsets.UTF_8));
    }

    private String hash(String text) {
        return HexFormat.of().formatHex(hmac(lookup, text.getBytes(StandardCharsets.UTF_8)));
    }

    /// The salt of a seal's digest, empty for one that was made before there were salts.
    private static String salt(SealedPerson sealed) {
        var parts = sealed.digest().split(":");
        return parts.length == 3 ? parts[1] : "";
    }

    /// @param salt hexadecimal, empty for none
    private static String digest(byte[] key, String salt, byte[] clear) {
        try {
            var derived = KDF.getInstance("HKDF-SHA256")
                    .deriveKey(
                            "HmacSHA256",
                            HKDFParameterSpec.ofExtract()
                                    .addIKM(key)
                                    .thenExpand("digest".getBytes(StandardCharsets.UTF_8), KEY_BYTES));
            var salted = HexFormat.of().parseHex(salt);
            var text = ByteBuffer.allocate(salted.length + clear.length)
                    .put(salted)
                    .put(clear)
                    .array();
            return "hmac-sha256:" + (salt.isEmpty() ? "" : salt + ":")
                    + HexFormat.of().formatHex(hmac(derived, text));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private byte[] key(String id, SealedPerson sealed) {
        return unwrapped(id, sealed.master(), sealed.key());
    }

    private String wrapped(String id, String master, byte[] key) {
        return text(encrypted(masters.find(master).orElseThrow(), master + "/" + id, key));
    }

    private byte[] unwrapped(String id, String master, String wrapped) {
        var key = masters.find(master).orElseThrow(() -> {
            LOG.errorf("master key %s, by which personal data are sealed, is not among those configured", master);
            return Problem.of(
                    ProblemType.UNAVAILABLE,
                    Text.of(
                            "个人信息的主密钥 %s 未配置，请联系运维人员（docs/personal-data.md）。",
                            "Master key %s for personal data is not configured; tell the operators (docs/personal-data.md).",
                            master));
        });
        return decrypted(key, master + "/" + id, Base64.getDecoder().decode(wrapped));
    }

    /// Nonce and ciphertext, one behind the other.
    private byte[] encrypted(SecretKey key, String boundTo, byte[] clear) {
        var nonce = random(NONCE_BYTES);
        var hidden = cipher(Cipher.ENCRYPT_MODE, key, nonce, boundTo, ByteBuffer.wrap(clear));
        return ByteBuffer.allocate(nonce.length + hidden.length)
                .put(nonce)
                .put(hidden)
                .array();
    }

    private static byte[] decrypted(SecretKey key, String boundTo, byte[] kept) {
        var nonce = new byte[NONCE_BYTES];
        var hidden = ByteBuffer.wrap(kept).get(nonce);
        return cipher(Cipher.DECRYPT_MODE, key, nonce, boundTo, hidden);
    }

    private static byte[] cipher(int mode, SecretKey key, byte[] nonce, String boundTo, ByteBuffer in) {
        try {
            var cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(boundTo.getBytes(StandardCharsets.UTF_8));
            var out = ByteBuffer.allocate(cipher.getOutputSize(in.remaining()));
            cipher.doFinal(in, out);
            return java.util.Arrays.copyOf(out.array(), out.position());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("personal data cannot be sealed or opened: " + e.getMessage(), e);
        }
    }

    private static byte[] hmac(SecretKey key, byte[] text) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            return mac.doFinal(text);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private byte[] bytes(Object value) {
        try {
            return json.writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("personal data could not be written as JSON");
        }
    }

    private byte[] random(int bytes) {
        var made = new byte[bytes];
        random.nextBytes(made);
        return made;
    }

    private static String text(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
