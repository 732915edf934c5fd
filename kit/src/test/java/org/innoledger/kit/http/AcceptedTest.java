package org.innoledger.kit.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AcceptedTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    application/json                              | true
                    APPLICATION/JSON ; charset=gbk                | true
                    text/html, */*;q=0.1                          | true
                    application/*                                 | true
                    application/*;q=0, */*                        | false
                    application/*;q=0, application/json           | true
                    */*, application/json;q=0                     | false
                    */*;Q=0.000                                   | false
                    application/json;q=0;v=1, application/json    | true
                    text/*                                        | false
                    text/csv;note="a, application/json"           | false
                    , application/json,                           | true
                    """)
    void theClosestRangeDecides(String header, boolean takes) {
        assertEquals(
                Optional.of(takes), Accepted.of(header).map(accepted -> accepted.takes("application/json")), header);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", ",", "json", "*/*/", "a/b c", "*/*;q=abc", "*/*;q=1.5", "*/*;q=-1", "*/*;q", "*/*;q=0.1234"})
    void anotherFormIsNone(String header) {
        assertEquals(Optional.empty(), Accepted.of(header), header);
    }
}
