package org.innoledger.talent.talent;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.oneOf;
import static org.innoledger.kit.test.Asking.as;
import static org.innoledger.kit.test.Tokens.PROVINCE;
import static org.innoledger.kit.test.Tokens.TALENT_OFFICE;
import static org.innoledger.talent.talent.Guessing.born;
import static org.innoledger.talent.talent.Guessing.clerk;
import static org.innoledger.talent.talent.Guessing.correct;
import static org.innoledger.talent.talent.Guessing.filed;
import static org.innoledger.talent.talent.Guessing.id;
import static org.innoledger.talent.talent.Guessing.imported;
import static org.innoledger.talent.talent.Guessing.line;
import static org.innoledger.talent.talent.Guessing.lookedUp;
import static org.innoledger.talent.talent.Guessing.patch;
import static org.innoledger.talent.talent.Guessing.person;
import static org.innoledger.talent.talent.Guessing.problem;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.eclipse.microprofile.config.ConfigProvider;
import org.innoledger.kit.test.Service;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/// What a clerk can find out of a person by trying: dates, values that return, purposes that say nothing.
@QuarkusTest
@WithTestResource(Service.class)
class GuessedPersonTest {
    @Nested
    class BirthDates {
        @Test
        @DisplayName("an import of many birth dates for one talent → each line refused alike, no version, no remark")
        void guessedByImport() {
            var number = People.number();
            var path = filed(person(number));
            var dates = Stream.concat(
                    Stream.of(born(number)), IntStream.range(10, 30).mapToObj("1960-03-%d"::formatted));
            var problems = imported(
                            clerk("guesses-dates"),
                            dates.map(date -> line(
                                    path,
                                    People.facts(
                                            "{\"name\": \"示例人才\", \"birthDate\": \"%s\"}".formatted(date),
                                            "140602",
                                            ""))))
                    .body("refused", is(21))
                    .extract()
                    .<List<Object>>path("results.problem");
            assertEquals(1, Set.copyOf(problems).size(), problems.toString());
            as(PROVINCE).get(path).then().body("version", is(1));
            lookedUp("guesses-dates").body("items", hasSize(0));
        }

        @Test
        @DisplayName("the right date and a wrong one, by PUT, PATCH and correction → the same 400, no version")
        void rightAndWrong() {
            var clerk = clerk("guesses-a-date");
            var number = People.number();
            var path = filed(person(number));
            var masked = "1" + "*".repeat(16) + number.charAt(17);
            for (var rest : List.of("", ", \"nationalId\": \"" + masked + "\"", ", \"phone\": \"0349-2220001\"")) {
                var answers = Stream.of(born(number), "1960-03-04")
                        .map(date -> "{\"name\": \"示例人才\", \"birthDate\": \"" + date + "\"" + rest + "}")
                        .map(person -> List.of(
                                problem(as(clerk)
                                        .body(People.facts(person, "140602", ""))
                                        .put(path)),
                                problem(patch(clerk, path, person)),
                                problem(correct(clerk, path, person))))
                        .toList();
                assertEquals(answers.getFirst(), answers.getLast());
            }
            patch(clerk, path, "{\"birthDate\": \"" + born(number) + "\"}")
                    .then()
                    .statusCode(400)
                    .body(
                            "errors.pointer",
                            contains("/personal/birthDate"),
                            "errors.code",
                            contains("birth-date-without-number"));
            patch(clerk, path, "{\"nationalId\": null, \"birthDate\": \"" + born(number) + "\"}")
                    .then()
                    .statusCode(400)
                    .body("errors.code", contains("birth-date-without-number"));
            as(PROVINCE).get(path).then().body("version", is(1));
        }

        @Test
        @DisplayName("with the number in the same body → the date is checked against that number only")
        void withNumber() {
            var clerk = clerk("gives-both");
            var number = People.number();
            var path = filed(person(number));
            var both = "{\"nationalId\": \"%s\", \"birthDate\": \"%s\"}";
            patch(clerk, path, both.formatted(number, born(number)))
                    .then()
                    .statusCode(200)
                    .body("version", is(1));
            patch(clerk, path, both.formatted(number, "1960-03-04"))
                    .then()
                    .statusCode(400)
                    .body("errors.code", contains("inconsistent"));
        }

        @Test
        @DisplayName(
                "without a number on file a date may be given; a number given later brings its own, the date goes with it")
        void withoutNumber() {
            var clerk = clerk("gives-a-date");
            var path = filed("{\"name\": \"示例人才\", \"birthDate\": \"1960-03-04\"}");
            patch(clerk, path, "{\"birthDate\": \"1961-03-04\"}")
                    .then()
                    .statusCode(200)
                    .body("version", is(2));
            // The date came back masked: were it compared with the number's, numbers would tell of it.
            var number = People.number();
            patch(clerk, path, "{\"nationalId\": \"" + number + "\"}").then().statusCode(200);
            as(TALENT_OFFICE)
                    .body("{\"purpose\": \"核对更正结果\"}")
                    .post(path + "/disclosures")
                    .then()
                    .body("personal.birthDate", is(born(number)));
            patch(clerk, path, "{\"nationalId\": null}")
                    .then()
                    .statusCode(200)
                    .body("facts.personal.birthDate", nullValue());
            lookedUp("gives-a-date").body("items", hasSize(0));
        }
    }

    @Nested
    class Digests {
        @Test
        @DisplayName("a value that returns → another digest; the same data again → no version")
        void returns() {
            var clerk = clerk("comes-back");
            var path = filed(person(People.number()));
            for (var phone : List.of("0349-2220001", "0349-2220002", "0349-2220001", "0349-2220001")) {
                patch(clerk, path, "{\"phone\": \"" + phone + "\"}").then().statusCode(200);
            }
            var digests = as(clerk)
                    .get(path + "/history")
                    .then()
                    .body("items", hasSize(4))
                    .extract()
                    .<List<String>>path("items.changes.personal.to");
            assertEquals(4, Set.copyOf(digests).size(), digests.toString());
        }
    }

    @Nested
    class DigestsOfBefore {
        @Test
        @DisplayName("a digest that was made without a salt → the same data are still no change, others are")
        void withoutSalt() throws Exception {
            var clerk = clerk("sealed-before");
            var path = filed("{\"name\": \"示例人才\", \"phone\": \"0349-2220001\"}");
            try (var connection = Service.superuser();
                    var statement = connection.createStatement()) {
                var row = statement.executeQuery(
                        "select personal ->> 'master', personal ->> 'key' from talent where id = '" + id(path) + "'");
                row.next();
                var old = digest(
                        unwrapped(id(path), row.getString(1), row.getString(2)),
                        "{\"name\":\"示例人才\",\"phone\":\"0349-2220001\"}");
                statement.executeUpdate("update talent set personal = jsonb_set(personal, '{digest}', to_jsonb('" + old
                        + "'::text)) where id = '" + id(path) + "'");
            }
            patch(clerk, path, "{\"phone\": \"0349-2220001\"}")
                    .then()
                    .statusCode(200)
                    .body("version", is(1));
            patch(clerk, path, "{\"phone\": \"0349-2220002\"}")
                    .then()
                    .statusCode(200)
                    .body("version", is(2));
        }

        private static byte[] unwrapped(String id, String master, String wrapped) throws Exception {
            var file = Path.of(ConfigProvider.getConfig().getValue("innoledger.personal.keys", String.class));
            var line = Files.readAllLines(file).stream()
                    .filter(each -> each.startsWith(master + " "))
                    .findFirst()
                    .orElseThrow();
            var kept = Base64.getDecoder().decode(wrapped);
            var cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(
                    Cipher.DECRYPT_MODE,
                    new SecretKeySpec(Base64.getDecoder().decode(line.substring(master.length() + 1)), "AES"),
                    new GCMParameterSpec(128, kept, 0, 12));
            cipher.updateAAD((master + "/" + id).getBytes(StandardCharsets.UTF_8));
            return cipher.doFinal(kept, 12, kept.length - 12);
        }

        private static String digest(byte[] key, String clear) throws Exception {
            var derived = KDF.getInstance("HKDF-SHA256")
                    .deriveKey(
                            "HmacSHA256",
                            HKDFParameterSpec.ofExtract()
                                    .addIKM(key)
                                    .thenExpand("digest".getBytes(StandardCharsets.UTF_8), 32));
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(derived);
            return "hmac-sha256:" + HexFormat.of().formatHex(mac.doFinal(clear.getBytes(StandardCharsets.UTF_8)));
        }
    }

    @Nested
    class Purposes {
        @Test
        @DisplayName("purposes and reasons of dots, zero-width characters or fillers → 400")
        void illegible() {
            var path = filed(person(People.number()));
            for (var nothing : List.of("....", "\u200b".repeat(4), "\u3164".repeat(4), "核对\u115f\uffa0", "-- 1 --")) {
                for (var verb : List.of("disclosures", "copy")) {
                    as(TALENT_OFFICE)
                            .body("{\"purpose\": \"" + nothing + "\"}")
                            .post(path + "/" + verb)
                            .then()
                            .statusCode(400)
                            .body(
                                    "errors.pointer", contains("/purpose"),
                                    "errors.code", contains(oneOf("legible", "missing", "control-character")));
                }
            }
            for (var verb : List.of("erasure", "withdrawal", "relocation")) {
                as(TALENT_OFFICE)
                        .body("{\"reason\": \"\u3164 …\""
                                + (verb.equals("relocation") ? ", \"region\": \"140603\"}" : "}"))
                        .post(path + "/" + verb)
                        .then()
                        .statusCode(400)
                        .body("errors.code", contains("legible"));
            }
            as(TALENT_OFFICE)
                    .body("{\"personal\": {\"name\": \"示例\"}, \"reason\": \"x.\"}")
                    .post(path + "/correction")
                    .then()
                    .statusCode(400)
                    .body("errors.code", contains("legible"));
            as(PROVINCE).get(path + "/disclosures").then().body("items", hasSize(0));
        }
    }
}
