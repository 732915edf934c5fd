package org.innoledger.ledger.report;

import static org.innoledger.kit.test.Asking.as;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import org.hibernate.StatelessSession;
import org.innoledger.kit.journal.Command.Change;
import org.innoledger.kit.journal.Journal;
import org.innoledger.kit.journal.Kind;
import org.innoledger.kit.journal.When;
import org.innoledger.kit.problem.Problem;
import org.innoledger.kit.problem.ProblemType;
import org.innoledger.kit.problem.Text;
import org.innoledger.kit.region.Caller;
import org.innoledger.kit.standard.Month;
import org.innoledger.kit.test.Place;
import org.innoledger.kit.test.Service;
import org.innoledger.ledger.report.MonthlyReport.MonthlyReportFacts;
import org.innoledger.ledger.report.MonthlyReport.MonthlyReportState;
import org.innoledger.ledger.report.MonthlyReport.Progress;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// A repository looks up what the journal's transaction may see, and what it has written so far.
@QuarkusTest
@WithTestResource(Service.class)
class ReportFinderTest {
    private static final Place COUNTY = Place.county();

    @Inject
    Journal journal;

    @Inject
    StatelessSession session;

    @Inject
    MonthlyReport.Repository reports;

    private static String filed(Month month) {
        return as(COUNTY.token("reader", "clerk"))
                .body("{\"region\": \"%s\", \"month\": \"%s\"}".formatted(COUNTY.code(), month))
                .post("/v1/monthly-reports")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    /// The states that are found by whoever covers these regions.
    private List<String> states(Month month, String regions) {
        return QuarkusTransaction.requiringNew().call(() -> {
            session.doWork(connection -> {
                try (var set = connection.prepareStatement("select set_config('ledger.regions', ?, true)")) {
                    set.setString(1, regions);
                    set.execute();
                }
            });
            return states(month);
        });
    }

    private List<String> states(Month month) {
        return reports.ofMonth(month, COUNTY.code()).stream()
                .map(Progress::status)
                .toList();
    }

    @Test
    @DisplayName("regions of the transaction hold for the repository; without the journal it finds nothing")
    void regions() {
        var month = new Month("2024-03");
        filed(month);
        assertEquals(List.of("DRAFT"), states(month, COUNTY.code().substring(0, 4)));
        assertEquals(List.of(), states(month, "1402"));
        assertEquals(List.of(), QuarkusTransaction.requiringNew().call(() -> states(month)));
        assertEquals(List.of("DRAFT"), Caller.asService("ledger", () -> journal.reading(session -> states(month))));
    }

    @Test
    @DisplayName("what the transaction has written since the last look is found, and gone when it is rolled back")
    void written() {
        var month = new Month("2024-04");
        var id = filed(month);
        var kind = Kind.<MonthlyReportFacts>of(MonthlyReport.class);
        assertThrows(
                Problem.class,
                () -> Caller.asService(
                        "ledger",
                        () -> journal.<Void>writing(When.ALWAYS, null, writing -> {
                            assertEquals(List.of("DRAFT"), states(month));
                            Journal.one(
                                    writing,
                                    kind,
                                    id,
                                    When.ALWAYS,
                                    present -> Change.of("submitted", present.inState(MonthlyReportState.SUBMITTED)));
                            assertEquals(List.of("SUBMITTED"), states(month));
                            throw Problem.of(ProblemType.CONFLICT, Text.of("撤回", "Taken back"));
                        })));
        assertEquals(List.of("DRAFT"), states(month, COUNTY.prefix()));
    }
}
