package org.innoledger.platform.office;

/// Which office decides, as the prefix of the division codes that it covers: a municipal platform is its
/// city's affair, a provincial or national one the province's. Source: DOMAIN §3.
public final class Office {
    private static final String MUNICIPAL = "MUNICIPAL";
    private static final int PROVINCE_DIGITS = 2;
    private static final int CITY_DIGITS = 4;

    private Office() {}

    /// The office for platforms of this level.
    ///
    /// @param level name of a level as the platform register has it
    /// @param division code of the division where the platform stands
    public static String of(String level, String division) {
        return MUNICIPAL.equals(level) ? ofCity(division) : division.substring(0, PROVINCE_DIGITS);
    }

    /// The office of the city; what stands with the province itself is the province's.
    public static String ofCity(String division) {
        return division.substring(0, division.endsWith("0000") ? PROVINCE_DIGITS : CITY_DIGITS);
    }
}
