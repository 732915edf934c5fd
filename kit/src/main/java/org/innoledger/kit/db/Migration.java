package org.innoledger.kit.db;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import org.flywaydb.core.Flyway;

/// Brings the database of a service up to date. It is a process of its own, which ends with it, since it alone
/// is given the password of the tables' owner: a service that serves cannot betray what it does not know.
///
/// It takes the variables `innoledger.database.url`, `.owner` and `.owner-password` of the service.
public final class Migration {
    /// How often it tries to reach a database that may just be starting.
    private static final int CONNECT_RETRIES = 10;

    private static final int ORDINAL_OF_APPLICATION = 250;

    private Migration() {}

    /// Runs on the class path of a service, and fails where its tables cannot be brought up to date.
    public static void main(String[] arguments) throws IOException {
        var application = Migration.class.getResource("/application.properties");
        var config = new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .addDefaultSources()
                .withSources(new PropertiesConfigSource(application, ORDINAL_OF_APPLICATION))
                .build();
        migrate(
                config.getValue("innoledger.database.url", String.class),
                config.getValue("innoledger.database.owner", String.class),
                config.getOptionalValue("innoledger.database.owner-password", String.class)
                        .orElse(""));
    }

    /// Applies what is missing of the migrations on the class path.
    ///
    /// @param url JDBC address of the service's database
    /// @param owner role that owns its tables
    public static void migrate(String url, String owner, String password) {
        Flyway.configure(Migration.class.getClassLoader())
                .dataSource(url, owner, password)
                .locations("classpath:db/kit", "classpath:db/migration")
                .connectRetries(CONNECT_RETRIES)
                .load()
                .migrate();
    }
}
