package dev.keyturn.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** A tree in which every package imports every other, compiled on the spot: to see rules fail that must fail. */
final class BentTree {

    private final JavaClasses classes;

    private BentTree(JavaClasses classes) {
        this.classes = classes;
    }

    static BentTree in(Path dir) {
        var sources = Arrows.packages().stream()
                .flatMap(from -> Stream.concat(
                        Stream.of(source(from, "Seen", "public final class Seen {}")),
                        Arrows.packages().stream()
                                .filter(to -> !to.equals(from))
                                .map(to -> source(
                                        from,
                                        sees(to),
                                        "final class " + sees(to) + " { final " + Arrows.ROOT + to + ".Seen seen = new "
                                                + Arrows.ROOT + to + ".Seen(); }"))))
                .toList();
        var done = ToolProvider.getSystemJavaCompiler()
                .getTask(null, null, null, List.of("-proc:none", "-d", dir.toString()), null, sources)
                .call();
        if (!done) {
            throw new AssertionError("the bent tree does not compile");
        }
        return new BentTree(new ClassFileImporter().importPath(dir));
    }

    /** The part in which one package imports one other. */
    JavaClasses with(String from, String to) {
        return classes.that(describe(
                from + " imports " + to,
                (JavaClass type) -> type.getName().equals(Arrows.ROOT + from + "." + sees(to))
                        || type.getName().equals(Arrows.ROOT + to + ".Seen")));
    }

    private static String sees(String to) {
        return "Sees_" + to.replace('.', '_');
    }

    private static JavaFileObject source(String pack, String name, String body) {
        var text = "package " + Arrows.ROOT + pack + ";\n" + body;
        return new SimpleJavaFileObject(
                URI.create("string:///" + (Arrows.ROOT + pack).replace('.', '/') + "/" + name + ".java"),
                JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return text;
            }
        };
    }
}
