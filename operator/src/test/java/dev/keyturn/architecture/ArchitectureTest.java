package dev.keyturn.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Arrows of imports point one way, the core is pure, and writes go through the one place that knows how. */
final class ArchitectureTest {

    private static final JavaClasses OURS = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.keyturn");

    private static final String QUARTZ = "dev.keyturn.plan.QuartzCron";

    /** The methods by which fabric8 writes; each reads the newest version by itself where it is not told one. */
    private static final Set<String> WRITES = Set.of(
            "update",
            "replace",
            "createOrReplace",
            "createOr",
            "patch",
            "edit",
            "serverSideApply",
            "patchStatus",
            "editStatus",
            "replaceStatus",
            "unlock");

    private static @Nullable BentTree tree;

    private final BentTree bentTree = Objects.requireNonNull(tree);

    @BeforeAll
    static void bend(@TempDir Path dir) {
        tree = BentTree.in(dir);
    }

    static Stream<String> packages() {
        return Arrows.ALLOWED.keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("packages")
    void a_package_imports_only_what_lies_to_its_left(String from) {
        Arrows.rule(from).check(OURS);
    }

    static Stream<Arguments> arrows() {
        return packages()
                .flatMap(from -> Arrows.packages().stream()
                        .filter(to -> !to.equals(from))
                        .map(to -> Arguments.of(
                                from,
                                to,
                                Arrows.ALLOWED.getOrDefault(from, Set.of()).contains(to))));
    }

    @ParameterizedTest(name = "{0} -> {1}: {2}")
    @MethodSource("arrows")
    void the_rule_fails_for_every_other_arrow(String from, String to, boolean allowed) {
        var bent = bentTree.with(from, to);
        var rule = Arrows.rule(from);

        if (allowed) {
            rule.check(bent);
        } else {
            assertThatThrownBy(() -> rule.check(bent)).isInstanceOf(AssertionError.class);
        }
    }

    @Test
    void every_package_of_the_operator_has_its_arrows() {
        var known =
                Arrows.ALLOWED.keySet().stream().map(name -> Arrows.ROOT + name).toList();
        var there = OURS.stream()
                .map(type -> type.getPackageName())
                .filter(name -> !name.startsWith(Arrows.ROOT + "crd") && !name.startsWith(Arrows.ROOT + "simulator"))
                .distinct()
                .toList();

        assertThat(known).containsAll(there);
    }

    @Test
    void the_core_knows_nothing_but_the_language() {
        noClasses()
                .that()
                .resideInAPackage("dev.keyturn.plan..")
                .and()
                .doNotHaveFullyQualifiedName(QUARTZ)
                .should()
                .dependOnClassesThat()
                .resideOutsideOfPackages(
                        "dev.keyturn.plan..",
                        "java.lang..",
                        "java.util..",
                        "java.time..",
                        "java.nio",
                        "java.nio.charset",
                        "java.security",
                        "org.jspecify..")
                .check(OURS);
    }

    @Test
    void one_class_evaluates_cron_by_quartz_and_knows_nothing_else_of_it() {
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName(QUARTZ)
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.quartz..")
                .check(OURS);
        classes()
                .that()
                .haveFullyQualifiedName(QUARTZ)
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "dev.keyturn.plan..",
                        "java.lang..",
                        "java.util..",
                        "java.time..",
                        "java.text",
                        "org.quartz",
                        "org.jspecify..")
                .check(OURS);
    }

    @Test
    void the_clock_is_asked_in_main_alone() {
        noClasses()
                .that()
                .resideOutsideOfPackages("dev.keyturn.main..", "dev.keyturn.simulator..")
                .should()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(InstantSource.class, "system")
                .orShould()
                .callMethod(Clock.class, "systemUTC")
                .check(OURS);
    }

    @Test
    void nothing_in_the_core_is_drawn_by_chance() {
        noClasses()
                .that()
                .resideInAPackage("dev.keyturn.plan..")
                .should()
                .dependOnClassesThat()
                .areAssignableTo(RandomGenerator.class)
                .check(OURS);
    }

    @Test
    void what_reads_the_newest_version_and_overwrites_it_is_not_called() {
        noClasses()
                .that()
                .resideInAPackage("dev.keyturn..")
                .and()
                .doNotHaveSimpleName("SecretCalls")
                .and()
                // A patch of some annotations, which names the version that was read.
                .doNotHaveSimpleName("TemplateMarks")
                .should()
                .callMethodWhere(DescribedPredicate.describe(
                        "write through fabric8 without a version",
                        (JavaMethodCall call) ->
                                call.getTargetOwner().getPackageName().startsWith("io.fabric8.kubernetes.client")
                                        && (WRITES.contains(call.getName()) || isRawWrite(call))))
                .check(OURS);
    }

    /** The lease is let go of by one write that names its version. */
    private static boolean isRawWrite(JavaMethodCall call) {
        return call.getName().equals("raw")
                && call.getTarget().getRawParameterTypes().size() > 1
                && !call.getOriginOwner().getSimpleName().equals("Leadership");
    }
}
