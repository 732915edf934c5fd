package org.innoledger.kit.sample;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.innoledger.kit.sample.Samples.PATH;
import static org.innoledger.kit.sample.Samples.facts;
import static org.innoledger.kit.test.Asking.as;
import static org.innoledger.kit.test.Service.number;
import static org.innoledger.kit.test.Tokens.DATONG;
import static org.innoledger.kit.test.Tokens.INTEGRATOR;
import static org.innoledger.kit.test.Tokens.PROVINCE;
import static org.innoledger.kit.test.Tokens.SHUOZHOU;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.innoledger.kit.standard.Texts;
import org.innoledger.kit.test.Service;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// The parameter `q` of lists: which words find which records, and by which index.
@QuarkusTest
@TestProfile(Samples.Running.class)
class SearchTest {
    /// A name that no other test uses: two rare characters, which are a word.
    private static int made = 0x7000;

    private static synchronized String word() {
        return Character.toString(++made) + Character.toString(0x8000 + made % 0x1000);
    }

    private static String filed(String name, String more) {
        return as(SHUOZHOU)
                .body(facts("140602", name, more))
                .post(PATH)
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    private static ValidatableResponse found(String token, String words) {
        return as(token)
                .queryParam("q", words)
                .queryParam("total", true)
                .get(PATH)
                .then()
                .statusCode(200);
    }

    @Test
    @DisplayName("width, case, composition, blanks and middle dots do not matter; two characters are a word")
    void forms() {
        var word = word();
        var number = "No-" + word.codePointAt(0);
        var id = filed(word + "·Ａｂc（集团）caf\u00e9　一二", ", \"externalId\": \"" + number + "\"");
        for (var same : List.of(
                word,
                word + "ABC",
                word + "・abC(集",
                "(集团) " + word,
                "（集团）　" + word,
                word + " cafe\u0301",
                word + " CAFÉ",
                word + " 一二",
                word + "•ＡＢＣ",
                word + " " + number,
                word + " " + number.toLowerCase(Locale.ROOT).substring(1))) {
            found(INTEGRATOR, same).body("items.id", contains(id), "total", is(1));
        }
        for (var other : List.of(word + "集团", word + "bc", word + "二一", word + " 龘龘", word + "%")) {
            found(INTEGRATOR, other).body("items", empty(), "total", is(0));
        }
    }

    @Test
    @DisplayName("what has no width does not hide a word, neither in what is stored nor in what is asked")
    void unseen() {
        var word = word();
        var id = filed(word + "陶\u200b瓷釉\u00ad\u2060彩\ufe0f瓶", "");
        for (var same : List.of("陶瓷", "瓷釉彩瓶", "陶\u200d瓷", "釉\ufeff彩")) {
            found(INTEGRATOR, word + " " + same).body("items.id", contains(id), "total", is(1));
        }
    }

    @Test
    @DisplayName("the kit brings every character of Unicode into the form that the database brings it into")
    void twins() throws SQLException {
        var others = new ArrayList<String>();
        try (var connection = Service.superuser();
                var statement = connection.createStatement()) {
            var rows = statement.executeQuery("""
                    select point, search_form('x' || chr(point) || 'y')
                    from generate_series(1, 1114111) as point
                    where point not between 55296 and 57343 and (point < 205744 or point > 917503)""");
            while (rows.next()) {
                var point = rows.getInt(1);
                var text = "x" + Character.toString(point) + "y";
                if (Character.isDefined(point) && !rows.getString(2).equals(Texts.searchForm(text))) {
                    others.add("U+%04X %s %s".formatted(point, rows.getString(2), Texts.searchForm(text)));
                }
            }
            for (var text : List.of("Ａｎｎａ·Schmidt", "阿依古丽・买买提", "ΟΔΟΣ", "cafe\u0301 CAFÉ", "（集团）　㈱", "ß ẞ SS ﬀ İ ı")) {
                var form = connection.prepareStatement("select search_form(?)");
                form.setString(1, text);
                var row = form.executeQuery();
                row.next();
                assertEquals(row.getString(1), Texts.searchForm(text), text);
            }
        }
        assertEquals(List.of(), others);
    }

    @Test
    @DisplayName("a filter by text finds what is stored, however it is composed and whatever stands around it")
    void filters() {
        var name = word() + " caf\u00e9";
        var id = filed(name, "");
        for (var same : List.of(
                name,
                name.replace("\u00e9", "e\u0301"),
                "\u3000" + name + "\u00a0",
                name + "\ufeff",
                "\u200b" + name + " ")) {
            as(INTEGRATOR).queryParam("name", same).get(PATH).then().body("items.id", contains(id));
        }
    }

    @Test
    @DisplayName(
            "codes are listed with commas or by repeating the parameter; text is one value, and repeated any of them")
    void listed() {
        var word = word();
        var first = filed(word + "甲,乙", ", \"industry\": \"C3073\"");
        var other = filed(word + "丙", ", \"industry\": \"C3031\"");
        for (var industries : List.of(List.of("C3031,C3073"), List.of("C3031", "C3073"), List.of("C30"))) {
            as(INTEGRATOR)
                    .queryParam("q", word)
                    .queryParam("industry", industries)
                    .get(PATH)
                    .then()
                    .body("items.id", containsInAnyOrder(first, other));
        }
        as(INTEGRATOR)
                .queryParam("q", word)
                .queryParam("industry", "C3031")
                .get(PATH)
                .then()
                .body("items.id", contains(other));
        as(INTEGRATOR)
                .queryParam("name", word + "甲,乙", word + "丙")
                .get(PATH)
                .then()
                .body("items.id", containsInAnyOrder(first, other));
        as(INTEGRATOR).queryParam("name", word + "甲").get(PATH).then().body("items", empty());
    }

    @Test
    @DisplayName(
            "a caller of another region finds nothing, a withdrawn or renamed record is not found, a moved one is there")
    void kept() {
        var word = word();
        var id = filed(word + "陶瓷", "");
        found(DATONG, word).body("items", empty(), "total", is(0));
        as(SHUOZHOU)
                .body(facts("140602", word + "煤业", ""))
                .put(PATH + "/" + id)
                .then()
                .statusCode(200);
        found(SHUOZHOU, word + "陶瓷").body("items", empty());
        found(SHUOZHOU, word + "煤业").body("items.id", contains(id));
        as(PROVINCE)
                .body("{\"region\": \"140212\", \"reason\": \"样品移交\"}")
                .post(PATH + "/" + id + "/relocation")
                .then()
                .statusCode(200);
        found(SHUOZHOU, word).body("items", empty());
        found(DATONG, word).body("items.id", contains(id));
        as(DATONG)
                .body("{\"reason\": \"重复登记\"}")
                .post(PATH + "/" + id + "/withdrawal")
                .then()
                .statusCode(200);
        found(DATONG, word).body("items", empty());
        assertEquals(0, number("select count(*) from search where id = '%s'".formatted(id)));
    }

    @Test
    @DisplayName("a word that very many records have is found in the order of the list, page by page")
    void common() throws SQLException {
        var word = word();
        var first = filed(word + "甲", "");
        var last = filed(word + "乙", "");
        // As many further entries as make the word a common one; they stand for records that others have
        // filed.
        try (var connection = Service.superuser();
                var statement = connection.createStatement()) {
            statement.execute(
                    "insert into search select 'sample', 'none-' || i, '140602', '%s' from generate_series(1, 2500) i"
                            .formatted(word));
            try {
                found(SHUOZHOU, word).body("total", is(2));
                as(SHUOZHOU)
                        .queryParam("q", word)
                        .queryParam("sort", "-recordedAt")
                        .get(PATH)
                        .then()
                        .statusCode(200)
                        .body("items.id", contains(last, first));
            } finally {
                statement.execute("delete from search where id like 'none-%'");
            }
        }
    }

    @Test
    @DisplayName("nobody reads the table itself, and its index serves the function that does")
    void index() throws SQLException {
        try (var connection = Service.superuser();
                var statement = connection.createStatement()) {
            var readable = statement.executeQuery(
                    "select has_table_privilege('innoledger_app', 'search', 'select, insert, update, delete')"
                            + " or has_table_privilege('innoledger_system', 'search', 'select, insert, update, delete')");
            readable.next();
            assertEquals(false, readable.getBoolean(1));
            statement.execute("load 'auto_explain'");
            statement.execute("set auto_explain.log_min_duration = 0");
            statement.execute("set auto_explain.log_nested_statements = on");
            statement.execute("set enable_seqscan = off");
            statement.execute("set client_min_messages = log");
            statement.execute("set role innoledger_app");
            statement.clearWarnings();
            statement.execute("select search_found('sample', '{14}', search_words('太原 陶瓷'), 10)");
            var plan = new ArrayList<String>();
            for (var warning = statement.getWarnings(); warning != null; warning = warning.getNextWarning()) {
                plan.add(warning.getMessage());
            }
            assertTrue(
                    plan.stream().anyMatch(each -> each.contains("Bitmap Index Scan on search_words_key")),
                    plan.toString());
        }
    }
}
