import java.io.IOException;
import java.io.OutputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFileVersion;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/**
 * Gives the classes of a jar file the class-file version of Java 25, with stack maps, in place. The
 * JVM keeps no classes older than Java 6 in its AOT cache, because it cannot verify them ahead of
 * time; picocli's are of Java 5, and loading them afresh would take longer than all else at start.
 */
public final class ModernizeJar {

  private ModernizeJar() {}

  /** The one argument is the jar file. */
  public static void main(String[] args) throws IOException {
    Path jar = Path.of(args[0]);
    Path modern = Path.of(args[0] + ".modern");
    try (URLClassLoader classes = new URLClassLoader(new URL[] {jar.toUri().toURL()});
        ZipInputStream in = new ZipInputStream(Files.newInputStream(jar));
        OutputStream file = Files.newOutputStream(modern);
        ZipOutputStream out = new ZipOutputStream(file)) {
      // Only reads the class files: no class of the jar is loaded.
      ClassFile classFile =
          ClassFile.of(
              ClassFile.StackMapsOption.GENERATE_STACK_MAPS,
              ClassFile.ClassHierarchyResolverOption.of(
                  ClassHierarchyResolver.ofResourceParsing(classes)
                      .orElse(ClassHierarchyResolver.defaultResolver())
                      .cached()));
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        ZipEntry copy = new ZipEntry(entry.getName());
        copy.setTime(entry.getTime());
        out.putNextEntry(copy);
        byte[] content = in.readAllBytes();
        out.write(isClass(entry.getName()) ? modernize(classFile, content) : content);
      }
    }
    Files.move(modern, jar, StandardCopyOption.REPLACE_EXISTING);
  }

  private static boolean isClass(String name) {
    return name.endsWith(".class") && !name.endsWith("module-info.class");
  }

  private static byte[] modernize(ClassFile classFile, byte[] content) {
    ClassModel model = classFile.parse(content);
    if (model.majorVersion() >= ClassFile.JAVA_6_VERSION) {
      return content;
    }
    // Method bodies are taken apart and put together again, which is when stack maps are made.
    ClassTransform bodies = ClassTransform.transformingMethodBodies((body, e) -> body.with(e));
    ClassTransform version =
        (builder, element) -> {
          if (element instanceof ClassFileVersion) {
            builder.withVersion(ClassFile.JAVA_25_VERSION, 0);
          } else {
            builder.with(element);
          }
        };
    return classFile.transformClass(model, bodies.andThen(version));
  }
}
