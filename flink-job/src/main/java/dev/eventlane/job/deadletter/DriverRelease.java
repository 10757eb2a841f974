package dev.eventlane.job.deadletter;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Collections;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets go of the JDBC driver when the job ends. The JVM's list of drivers outlives the job: every job that a TaskManager has run
 * would stay in its memory with all its classes, until there is no room for another one.
 */
public final class DriverRelease implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(DriverRelease.class);

    private DriverRelease() {}

    /** Has it done when the job's classes are not needed any more. */
    public static void atTheEndOf(RuntimeContext context) {
        // Classes that are not the job's own live as long as the JVM, and so may their drivers.
        if (DriverRelease.class.getClassLoader() != ClassLoader.getSystemClassLoader()) {
            context.registerUserCodeClassLoaderReleaseHookIfAbsent(DriverRelease.class.getName(), new DriverRelease());
        }
    }

    @Override
    public void run() {
        // Only drivers that this class can see are listed: those of the job.
        Collections.list(DriverManager.getDrivers()).stream()
                .filter(driver -> driver.getClass().getClassLoader() == DriverRelease.class.getClassLoader())
                .forEach(driver -> {
                    try {
                        DriverManager.deregisterDriver(driver);
                    } catch (SQLException e) {
                        LOG.warn(
                                "the driver {} stays in memory",
                                driver.getClass().getName(),
                                e);
                    }
                });
    }
}
