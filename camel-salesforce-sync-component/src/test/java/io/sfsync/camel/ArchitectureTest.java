/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.camel;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.sfsync.camel.connection.CamelOrgConnection;

/** What may know what, in the component. */
@AnalyzeClasses(packages = "io.sfsync.camel", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule ONE_CLASS_KNOWS_THE_INSIDES_OF_CAMEL_SALESFORCE = noClasses()
            .that()
            .doNotHaveFullyQualifiedName(CamelOrgConnection.class.getName())
            .and()
            .haveNameNotMatching(".*CamelOrgConnection\\$.*")
            .should()
            .dependOnClassesThat(resideInAPackage("org.apache.camel.component.salesforce.internal.."));

    @ArchTest
    static final ArchRule ONLY_THE_CONNECTION_KNOWS_THE_HTTP_CLIENT = noClasses()
            .that()
            .resideOutsideOfPackage("io.sfsync.camel.connection")
            .should()
            .dependOnClassesThat(resideInAPackage("org.eclipse.jetty.."));

    @ArchTest
    static final ArchRule NO_CYCLES =
            slices().matching("io.sfsync.camel.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule PARTS_DO_NOT_KNOW_THE_COMPONENT = noClasses()
            .that()
            .resideInAnyPackage(
                    "io.sfsync.camel.connection", "io.sfsync.camel.body", "io.sfsync.camel.run", "io.sfsync.camel.sink")
            .should()
            .dependOnClassesThat(resideInAPackage("io.sfsync.camel"));

    @ArchTest
    static final ArchRule NO_RULES_OF_THE_ENGINE = noClasses()
            .should()
            .dependOnClassesThat(com.tngtech.archunit.base.DescribedPredicate.or(
                    resideInAPackage("io.sfsync.check.."),
                    resideInAPackage("io.sfsync.batch.."),
                    resideInAPackage("io.sfsync.failure.."),
                    resideInAPackage("io.sfsync.schema..")));
}
