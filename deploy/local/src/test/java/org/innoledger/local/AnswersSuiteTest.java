package org.innoledger.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.innoledger.local.Document.Reading;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// After the test of the sample, and before those that file records of their own.
@Order(2)
@Tag("long")
@DisplayName("every answer of the sample, whole, is valid by the document's own schemas")
@ExtendWith(RunningSuite.Extension.class)
class AnswersSuiteTest {
    private static final int LIMIT = 1_000;

    /// Records of each list that are read one by one, with what can be asked of them.
    private static final int RECORDS = 5;

    /// What a reading answers where there is nothing to tell of a record, such as the close-out of an
    /// enterprise without one.
    private static final List<Integer> NOTHING_TO_TELL = List.of(404, 409, 410);

    private final RunningSuite suite;
    private final Document document;

    /// What is wrong, by operation and place in its answer, and where it was met first.
    private final Map<String, String> faults = new TreeMap<>();

    private final Map<String, List<String>> ids = new LinkedHashMap<>();
    private int answers;

    AnswersSuiteTest(RunningSuite suite) {
        this.suite = suite;
        document = new Document(suite.anonymous().get("/openapi").body());
    }

    @Test
    @DisplayName("lists to their ends, statistics, the feeds, and of some records all that can be read")
    void valid() {
        var readings = document.readings();
        readings.stream().filter(each -> !each.path().contains("{")).forEach(this::list);
        assertTrue(ids.size() > 30, () -> "only these lists have records: " + ids.keySet());
        readings.stream().filter(each -> each.path().contains("{")).forEach(this::records);
        assertEquals(
                "",
                faults.entrySet().stream()
                        .map(fault -> fault.getKey() + " " + fault.getValue())
                        .collect(Collectors.joining("\n")));
        System.out.println(answers + " answers were valid");
    }

    /// Page after page, as a client would: by the cursor of the page before, and in a feed by its position.
    private void list(Reading reading) {
        var query = new TreeMap<String, String>();
        for (var parameter : reading.parameters()) {
            if (parameter.path("required").asBoolean()) {
                query.put(
                        parameter.path("name").asText(),
                        parameter.path("example").asText());
            }
        }
        if (reading.has("limit")) {
            query.put("limit", Integer.toString(LIMIT));
        }
        var feed = reading.has("after");
        JsonNode page;
        do {
            page = asked(reading, reading.path() + query(query));
            for (var item : page.path("items")) {
                var id = item.path("id").asText();
                var known = ids.computeIfAbsent(reading.path(), path -> new ArrayList<>());
                if (!feed && !id.isEmpty() && known.size() < RECORDS) {
                    known.add(id);
                }
            }
            query.put(feed ? "after" : "cursor", page.path("next").asText());
        } while (feed ? !page.path("items").isEmpty() : page.hasNonNull("next"));
    }

    private static String query(Map<String, String> parameters) {
        return parameters.isEmpty()
                ? ""
                : parameters.entrySet().stream()
                        .map(each -> each.getKey() + "=" + URLEncoder.encode(each.getValue(), StandardCharsets.UTF_8))
                        .collect(Collectors.joining("&", "?", ""));
    }

    /// What can be asked of one record, for some of its list.
    private void records(Reading reading) {
        var variable = reading.path().replaceFirst("^.*?\\{([^}]+)}.*$", "$1");
        var values = new ArrayList<>(
                ids.getOrDefault(reading.path().substring(0, reading.path().indexOf("/{")), List.of()));
        for (var parameter : reading.parameters()) {
            if (parameter.path("name").asText().equals(variable)) {
                document.resolved(parameter.path("schema")).path("enum").forEach(each -> values.add(each.asText()));
            }
        }
        values.forEach(value -> asked(reading, reading.path().replace("{" + variable + "}", value)));
    }

    private JsonNode asked(Reading reading, String path) {
        var answer = suite.as(Client.PROVINCE).get(path);
        if (reading.path().contains("{") && NOTHING_TO_TELL.contains(answer.status())) {
            return answer.body();
        }
        if (answer.status() != 200) {
            faults.putIfAbsent(reading.path() + " " + answer.status(), path + " " + answer.text());
            return answer.body();
        }
        answers++;
        for (var fault : document.faults(reading, answer.body())) {
            // One line for all items that have the fault in common.
            var place = fault.getInstanceLocation().toString().replaceAll("/[0-9]+", "/*");
            faults.putIfAbsent(reading.path() + " " + place + " " + fault.getType(), path + " " + fault.getMessage());
        }
        return answer.body();
    }
}
