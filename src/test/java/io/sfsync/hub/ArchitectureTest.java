/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.hub;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;

/** What the modules may know of each other, seen from the one that knows them all. */
@AnalyzeClasses(packages = "io.sfsync", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String[] CORE = {
        "io.sfsync.record..",
        "io.sfsync.outcome..",
        "io.sfsync.schema..",
        "io.sfsync.mapping..",
        "io.sfsync.check..",
        "io.sfsync.failure..",
        "io.sfsync.batch..",
        "io.sfsync.salesforce..",
        "io.sfsync.pipeline.."
    };

    @ArchTest
    static final ArchRule packages_form_no_cycle =
            SlicesRuleDefinition.slices().matching("io.sfsync.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule the_engine_knows_no_host = noClasses()
            .that()
            .resideInAnyPackage(CORE)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.camel..", "io.sfsync.camel..", "io.sfsync.hub..", "io.sfsync.localorg..")
            .because("the same engine runs inside Camel, Spark and a plain main");

    @ArchTest
    static final ArchRule the_local_org_reads_the_protocol_by_itself = noClasses()
            .that()
            .resideInAPackage("io.sfsync.localorg..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(CORE)
            .orShould()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.camel..", "io.sfsync.camel..", "io.sfsync.hub..")
            .because("two readings of one protocol find each other's mistakes; one reading finds none");

    @ArchTest
    static final ArchRule the_component_does_not_need_the_local_org = noClasses()
            .that()
            .resideInAPackage("io.sfsync.camel..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.sfsync.localorg..", "io.sfsync.hub..")
            .because("a hub in production has no local org on its class path");

    @ArchTest
    static final ArchRule the_hub_offers_no_api = classes()
            .that()
            .resideInAPackage("io.sfsync.hub..")
            .and()
            .doNotHaveSimpleName("Hub")
            .and()
            .doNotHaveSimpleName("LoggingConfigurator")
            .and()
            .areTopLevelClasses()
            .should()
            .notBePublic()
            .because("it is an application; what others use lies in the component and the engine");
}
