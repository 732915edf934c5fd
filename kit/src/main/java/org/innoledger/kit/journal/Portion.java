package org.innoledger.kit.journal;

/// A part of some rows that ends by its bytes as well as by their number. Whoever reads rows whose size a
/// caller decides reads them by it, so that what one request holds in memory has a bound.
public final class Portion {
    /// Rows that always come, so that a reader gets on, and can compare a row with the next, whatever their
    /// size.
    private static final int ROWS_MIN = 2;

    private Portion() {}

    /// A statement that gives rows of another until they come to more than so many bytes. They come to fewer
    /// only where the other has no more.
    ///
    /// @param rows the other statement, which orders and limits its rows itself
    /// @param size the expression over a row that tells its bytes; it should not make the database read the
    /// value
    /// @param order of the rows, by the names of their columns
    public static String of(String rows, String size, String order, int bytes) {
        var upToHere = "over (order by " + order + " rows unbounded preceding)";
        return "select * from (select part.*, sum(" + size + ") " + upToHere + " - " + size
                + " as bytes_before, row_number() " + upToHere + " as place from (" + rows + ") part) part"
                + " where bytes_before < " + bytes + " or place <= " + ROWS_MIN + " order by " + order;
    }
}
