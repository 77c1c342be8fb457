/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import java.util.List;

@AnalyzeClasses(packages = "io.sfsync", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
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

    @ArchTest
    static final ArchRule packages_use_only_those_before_them = ArchRuleDefinition.classes()
            .that()
            .resideInAPackage("io.sfsync..")
            .and()
            .resideOutsideOfPackage("io.sfsync.localorg..")
            .should(useOnlyPackagesBeforeTheirOwn())
            .because("a record goes one way, and nothing on the right knows what stands to its left");

    @ArchTest
    static final ArchRule packages_form_no_cycle =
            slices().matching("io.sfsync.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule the_write_apis_form_no_cycle =
            slices().matching("io.sfsync.salesforce.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule the_engine_knows_no_host = noClasses()
            .that()
            .resideOutsideOfPackage("io.sfsync.localorg..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.apache.camel..",
                    "org.apache.spark..",
                    "org.springframework..",
                    "org.eclipse.jetty..",
                    "org.h2..",
                    "io.sfsync.localorg..")
            .because("the component, the Spark module and the hub translate for their hosts");

    @ArchTest
    static final ArchRule csv_is_read_and_written_at_the_edges = noClasses()
            .that()
            .resideOutsideOfPackages("io.sfsync.record", "io.sfsync.outcome", "io.sfsync.localorg..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("de.siegmar.fastcsv..")
            .because("files of batches and results have a scanner that counts bytes");

    @ArchTest
    static final ArchRule packages_are_named_for_what_they_hold =
            noClasses().should().resideInAnyPackage("..util..", "..common..", "..helper..", "..impl..", "..manager..");

    private static ArchCondition<JavaClass> useOnlyPackagesBeforeTheirOwn() {
        return new ArchCondition<>("use only packages before their own in " + ORDER) {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                int own = place(type);
                if (own < 0) {
                    events.add(SimpleConditionEvent.violated(
                            type, type.getName() + " is in a package that has no place in " + ORDER));
                    return;
                }
                type.getDirectDependenciesFromSelf().stream()
                        .filter(dependency -> place(dependency.getTargetClass()) > own)
                        .forEach(dependency ->
                                events.add(SimpleConditionEvent.violated(type, dependency.getDescription())));
            }
        };
    }

    private static int place(JavaClass type) {
        String name = type.getPackageName();
        return name.startsWith("io.sfsync.") ? ORDER.indexOf(name.split("\\.", -1)[2]) : -1;
    }
}
