package org.innoledger.ledger.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.hibernate.StatelessSession;
import org.innoledger.kit.journal.Journal;
import org.innoledger.kit.standard.Month;
import org.innoledger.ledger.coverage.Figures;
import org.innoledger.ledger.report.ReportRecomputation.Rests;

/// Reports of closed months, for those who tell of them.
@ApplicationScoped
public class FrozenReports {
    private static final String YEAR = """
            select id, month, figures::text as figures, parts::text as parts from monthly_report
            where region = :region and month >= :from and month <= :to and status in ('ACCEPTED', 'CLOSED')
              and withdrawn_at is null order by month""";

    private final ObjectMapper json;
    private final FiguresText figuresText;
    private final Journal journal;
    private final ReportRecomputation recomputation;

    FrozenReports(ObjectMapper json, FiguresText figuresText, Journal journal, ReportRecomputation recomputation) {
        this.json = json;
        this.figuresText = figuresText;
        this.journal = journal;
        this.recomputation = recomputation;
    }

    /// The figures of a frozen report.
    public record Frozen(String id, Figures figures, List<PartFigures> parts) {}

    /// The figures of one part.
    public record PartFigures(String region, boolean reported, Figures figures) {}

    /// Whether the province that this division belongs to has closed the month.
    public boolean closed(StatelessSession session, Month month, String region) {
        return session.createNativeQuery("select month_closed(:month, :region)", Boolean.class)
                .setParameter("month", month.value())
                .setParameter("region", region)
                .getSingleResult();
    }

    /// The frozen reports of a division from December of the year before until this month.
    public SortedMap<Month, Frozen> year(StatelessSession session, String region, Month month) {
        var frozen = new TreeMap<Month, Frozen>();
        session.createNativeQuery(YEAR, Tuple.class)
                .setParameter("region", region)
                .setParameter(
                        "from", month.plus(-month.yearMonth().getMonthValue()).value())
                .setParameter("to", month.value())
                .getResultList()
                .forEach(row -> frozen.put(
                        new Month(row.get("month", String.class)),
                        new Frozen(
                                row.get("id", String.class),
                                figuresText.read(row.get("figures", String.class)),
                                parts(row.get("parts", String.class)))));
        return frozen;
    }

    /// What each part of a report rests on, for computing it again.
    public List<Rests> rests(String report) {
        return recomputation.rests(journal.read(MonthlyReport.class, report).facts());
    }

    private List<PartFigures> parts(String text) {
        if (text == null) {
            return List.of();
        }
        try {
            return List.of(json.readValue(text, MonthlyReport.Part[].class)).stream()
                    .map(part -> new PartFigures(part.region(), part.reported(), part.figures()))
                    .toList();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
