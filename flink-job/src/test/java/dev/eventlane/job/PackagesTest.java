package dev.eventlane.job;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "dev.eventlane", importOptions = ImportOption.DoNotIncludeTests.class)
class PackagesTest {
    @ArchTest
    static final ArchRule the_sink_knows_nothing_of_our_events = noClasses()
            .that()
            .resideInAPackage("dev.eventlane.job.clickhouse..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "dev.eventlane.core..",
                    "dev.eventlane.job",
                    "dev.eventlane.job.deadletter..",
                    "dev.eventlane.job.lifecycle..",
                    "dev.eventlane.job.rows..",
                    "dev.eventlane.job.serial..",
                    "dev.eventlane.job.source..");

    @ArchTest
    static final ArchRule the_core_knows_no_program = noClasses()
            .that()
            .resideInAPackage("dev.eventlane.core..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("dev.eventlane.job..", "org.apache.flink..", "io.undertow..");
}
