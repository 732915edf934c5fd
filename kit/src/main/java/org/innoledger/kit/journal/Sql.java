package org.innoledger.kit.journal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.hibernate.StatelessSession;
import org.innoledger.kit.problem.Problem;
import org.innoledger.kit.problem.ProblemType;
import org.innoledger.kit.problem.Text;
import org.postgresql.util.PSQLException;

/// What the journal needs of JDBC and of PostgreSQL's error codes.
final class Sql {
    /// SQLSTATEs after which the same transaction may well succeed: serialization failure, deadlock.
    private static final List<String> PASSING = List.of("40001", "40P01");

    /// SQLSTATEs that say the database is busy or away: conflicts that stayed after every try, idle or lock
    /// timeout, statement timeout, shutdown, too many connections.
    private static final List<String> BUSY =
            List.of("40001", "40P01", "25P03", "55P03", "57014", "57P01", "57P02", "57P03", "53300", "08001", "08006");

    private Sql() {}

    /// The first column of all rows.
    static List<String> strings(ResultSet rows) throws SQLException {
        var strings = new ArrayList<String>();
        while (rows.next()) {
            strings.add(rows.getString(1));
        }
        return strings;
    }

    /// Sets a parameter to an array of one property of each of these.
    static <T> void array(
            PreparedStatement statement, int parameter, String type, List<T> of, Function<T, Object> property)
            throws SQLException {
        var values = of.stream().map(property).toArray();
        statement.setArray(parameter, statement.getConnection().createArrayOf(type, values));
    }

    /// Runs work that a rule of the database may refuse, without losing the transaction by it.
    ///
    /// @return the refusal, empty when the work was done
    static Optional<PSQLException> guarded(StatelessSession session, Runnable work) {
        execute(session, "savepoint guarded");
        try {
            work.run();
            execute(session, "release savepoint guarded");
            return Optional.empty();
        } catch (RuntimeException e) {
            var refusal = cause(e).filter(Sql::refuses);
            if (refusal.isEmpty()) {
                throw e;
            }
            execute(session, "rollback to savepoint guarded");
            return refusal;
        }
    }

    private static void execute(StatelessSession session, String sql) {
        session.doWork(connection -> {
            try (var statement = connection.createStatement()) {
                statement.execute(sql);
            }
        });
    }

    /// The error that PostgreSQL gave, however deep it is wrapped.
    static Optional<PSQLException> cause(Throwable thrown) {
        for (var cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof PSQLException found) {
                return Optional.of(found);
            }
        }
        return Optional.empty();
    }

    /// Whether the pool had no connection to give.
    static boolean noConnection(Throwable thrown) {
        for (var cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException) {
                return true;
            }
        }
        return false;
    }

    /// Whether the database refuses what was sent: by a rule (class 23), or since no column can hold it (class
    /// 22).
    static boolean refuses(PSQLException error) {
        return error.getSQLState() != null
                && (error.getSQLState().startsWith("23") || error.getSQLState().startsWith("22"));
    }

    static boolean passing(PSQLException error) {
        return PASSING.contains(error.getSQLState());
    }

    static boolean busy(PSQLException error) {
        return error.getSQLState() == null
                || BUSY.contains(error.getSQLState())
                || error.getSQLState().startsWith("08");
    }

    /// The constraint that was broken, where the error names one.
    static Optional<String> constraint(PSQLException error) {
        return Optional.ofNullable(error.getServerErrorMessage()).map(message -> message.getConstraint());
    }

    /// The 409 for a broken constraint. Its sentences are the constraint's own comment, `中文 / English`, so
    /// that a register states its rule and how the rule reads in one place: its migration.
    static Problem problem(StatelessSession session, PSQLException error) {
        if (error.getSQLState().startsWith("22")) {
            return Problem.of(
                    ProblemType.INVALID_REQUEST,
                    Text.of(
                            "请求中有数据库不能保存或比较的值，如超出范围的日期或数值。",
                            "The request holds a value that the database can neither keep nor compare, such as a day or number out of range."));
        }
        return problem(session, constraint(error).orElse(""));
    }

    static Problem problem(StatelessSession session, String name) {
        var comment = session.doReturningWork(connection -> comment(connection, name));
        var parts = comment == null ? new String[] {} : comment.split(" / ", 2);
        return parts.length == 2
                ? Problem.of(ProblemType.CONFLICT, new Text(parts[0], parts[1]), Map.of("rule", name))
                : Problem.of(
                        ProblemType.CONFLICT,
                        Text.of("与数据库规则 %s 冲突。", "In conflict with the rule %s of the database.", name),
                        Map.of("rule", name));
    }

    private static String comment(Connection connection, String name) throws SQLException {
        var sql = """
                select coalesce((select obj_description(oid, 'pg_constraint') from pg_constraint where conname = ? limit 1),
                                (select obj_description(oid, 'pg_class') from pg_class where relname = ? limit 1))""";
        try (var query = connection.prepareStatement(sql)) {
            query.setString(1, name);
            query.setString(2, name);
            var rows = query.executeQuery();
            return rows.next() ? rows.getString(1) : null;
        }
    }
}
