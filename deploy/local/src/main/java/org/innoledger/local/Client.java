package org.innoledger.local;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// The callers that a local run knows, with the roles and regions that their tokens carry.
enum Client {
    PROVINCE("province", List.of("14"), List.of("reader", "clerk", "reviewer")),
    TAIYUAN("taiyuan", List.of("1401"), List.of("reader", "clerk", "reviewer")),
    DATONG("datong", List.of("1402"), List.of("reader", "clerk", "reviewer")),
    SHUOZHOU("shuozhou", List.of("1406"), List.of("reader", "clerk", "reviewer")),
    SHUOCHENG("shuocheng", List.of("140602"), List.of("reader", "clerk", "reviewer")),
    INTEGRATOR("integrator", List.of("14"), List.of("reader")),
    TALENT_OFFICE("talent-office", List.of("14"), List.of("reader", "clerk", "reviewer", "personal")),
    OPERATOR("operator", List.of(), List.of("operator"));

    /// The name on the command line and in the token.
    final String title;

    /// Prefixes of division codes.
    final List<String> regions;

    /// Roles.
    final List<String> groups;

    Client(String title, List<String> regions, List<String> groups) {
        this.title = title;
        this.regions = regions;
        this.groups = groups;
    }

    static Optional<Client> find(String title) {
        return Arrays.stream(values())
                .filter(client -> client.title.equals(title))
                .findFirst();
    }

    static List<String> titles() {
        return Arrays.stream(values()).map(client -> client.title).toList();
    }
}
