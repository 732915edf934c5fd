package org.innoledger.kit.journal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.hibernate.StatelessSession;
import org.innoledger.kit.problem.Problem;
import org.innoledger.kit.problem.ProblemType;
import org.innoledger.kit.problem.Text;
import org.postgresql.util.PSQLException;

/// A row that the database refused, on its way to whoever can ask which record stands in its place.
final class InTheWay extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /// SQLSTATE of a broken unique index.
    private static final String UNIQUE = "23505";

    /// The condition of a unique index and its columns; none where it is one of expressions.
    private static final String INDEX = """
            select coalesce(pg_get_expr(i.indpred, i.indrelid), 'true') from pg_index i
            join pg_class c on c.oid = i.indexrelid where c.relname = ? and i.indexprs is null
            union all
            (select a.attname from pg_index i
             join pg_class c on c.oid = i.indexrelid
             join pg_attribute a on a.attrelid = i.indrelid and a.attnum = any (i.indkey)
             where c.relname = ? and i.indexprs is null)""";

    private final transient Kind<?> kind;
    private final transient ObjectNode row;

    InTheWay(Kind<?> kind, ObjectNode row, RuntimeException refusal) {
        super(null, refusal, false, false);
        this.kind = kind;
        this.row = row;
    }

    /// What the caller hears of a refusal.
    static Problem told(StatelessSession session, PSQLException error, RuntimeException thrown) {
        return thrown instanceof InTheWay refused
                ? told(session, error, refused.kind, refused.row)
                : Sql.problem(session, error);
    }

    /// The same with the record that stands in the way, where the caller may see it.
    static Problem told(StatelessSession session, PSQLException error, Kind<?> kind, ObjectNode row) {
        var problem = Sql.problem(session, error);
        var rule = Sql.constraint(error).orElse("");
        // Of a register under seal a refusal must not tell more than the same refusal elsewhere does.
        var sealed = kind.components().values().stream()
                .anyMatch(component -> Sealed.class.isAssignableFrom(component.type()));
        var there = UNIQUE.equals(error.getSQLState()) && !sealed
                ? session.doReturningWork(connection -> there(connection, kind, row, rule))
                : Optional.<String>empty();
        return there.map(id -> Problem.of(
                        ProblemType.CONFLICT,
                        new Text(
                                problem.detail.zh() + "（" + kind.register() + "/" + id + "）",
                                problem.detail.en() + " (" + kind.register() + "/" + id + ")"),
                        Map.of("rule", rule, "inTheWay", id)))
                .orElse(problem);
    }

    private static Optional<String> there(Connection connection, Kind<?> kind, ObjectNode row, String rule)
            throws SQLException {
        try (var asked = connection.prepareStatement(INDEX)) {
            asked.setString(1, rule);
            asked.setString(2, rule);
            var index = Sql.strings(asked.executeQuery());
            if (index.size() < 2) {
                return Optional.empty();
            }
            var same = index.stream()
                    .skip(1)
                    .map(name -> "t." + name + " is not distinct from r." + name)
                    .collect(Collectors.joining(" and "));
            try (var query = connection.prepareStatement("select t.id from (select * from " + kind.table() + " where "
                    + index.getFirst() + ") t join jsonb_populate_record(null::" + kind.table() + ", ?::jsonb) r on "
                    + same + " where t.id <> r.id limit 1")) {
                query.setString(1, row.toString());
                return Sql.strings(query.executeQuery()).stream().findFirst();
            }
        }
    }
}
