/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class LayersTest {
    /** Each may use those before it. */
    private static final List<String> ORDER = List.of(
            "record",
            "outcome",
            "schema",
            "document",
            "mapping",
            "check",
            "failure",
            "batch",
            "order",
            "ledger",
            "salesforce",
            "pipeline");

    private static JavaClasses classes;

    @BeforeAll
    static void read() {
        classes = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .withImportOption(location -> !location.contains("localorg"))
                .importPackages("io.sfsync");
    }

    @Test
    void packages_form_no_cycle() {
        slices().matching("io.sfsync.(*)..").should().beFreeOfCycles().check(classes);
    }

    @Test
    void a_package_uses_only_those_before_it() {
        for (int i = 0; i < ORDER.size() - 1; i++) {
            String[] later = ORDER.subList(i + 1, ORDER.size()).stream()
                    .map(name -> "io.sfsync." + name + "..")
                    .toArray(String[]::new);
            noClasses()
                    .that()
                    .resideInAPackage("io.sfsync." + ORDER.get(i) + "..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(later)
                    .check(classes);
        }
    }

    @Test
    void the_engine_knows_no_host_and_not_the_local_org() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        ORDER.stream().map(name -> "io.sfsync." + name + "..").toArray(String[]::new))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.camel..", "org.apache.spark..", "io.sfsync.localorg..")
                .check(classes);
    }
}
