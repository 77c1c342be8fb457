/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The layers of the local org. */
@AnalyzeClasses(packages = "io.sfsync.localorg", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule no_cycles_between_packages =
            slices().matching("io.sfsync.localorg.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule reads_the_protocol_by_itself = noClasses()
            .should()
            .dependOnClassesThat(com.tngtech.archunit.base.DescribedPredicate.describe(
                    "belong to another module of the project",
                    type -> type.getPackageName().startsWith("io.sfsync.")
                            && !type.getPackageName().startsWith("io.sfsync.localorg")))
            .because("the client and the org it is tested against must not share a misreading");

    @ArchTest
    static final ArchRule knows_no_camel = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.camel..", "org.springframework..");

    @ArchTest
    static final ArchRule schema_knows_only_itself = noClasses()
            .that()
            .resideInAPackage("io.sfsync.localorg.schema..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.sfsync.localorg.store..", "io.sfsync.localorg.http..", "io.sfsync.localorg.rest..");

    @ArchTest
    static final ArchRule store_knows_no_protocol = noClasses()
            .that()
            .resideInAPackage("io.sfsync.localorg.store..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.sfsync.localorg.http..", "io.sfsync.localorg.soql..", "org.eclipse.jetty..");
}
