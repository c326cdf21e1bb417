package dev.weir.nativeimage;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.RecordComponentVisitor;

/**
 * The classes and the other files of a jar.
 *
 * @param classes by name, with dots
 * @param files the names of the files that are not classes
 * @param providers the implementations in {@code META-INF/services}, by service
 */
record ProgramJar(
    Map<String, Facts> classes, List<String> files, Map<String, List<String>> providers) {
  private static final String SERVICES = "META-INF/services/";
  private static final String CLASS = ".class";

  /**
   * Facts about a class.
   *
   * @param components the names of a record's components; null if the class is not a record
   */
  record Facts(
      @Nullable String superclass,
      List<String> interfaces,
      boolean isEnum,
      boolean hasPlainConstructor,
      @Nullable List<String> components) {}

  /** Reads a jar. Classes for later versions of Java only are not read. */
  static ProgramJar read(Path jar) throws IOException {
    Map<String, Facts> classes = new TreeMap<>();
    List<String> files = new ArrayList<>();
    Map<String, List<String>> providers = new TreeMap<>();
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      for (ZipEntry entry : zip.stream().filter(one -> !one.isDirectory()).toList()) {
        String name = entry.getName();
        try (InputStream in = zip.getInputStream(entry)) {
          if (name.startsWith("META-INF/")) {
            if (name.startsWith(SERVICES)) {
              providers.put(name.substring(SERVICES.length()), lines(in));
            }
          } else if (name.endsWith(CLASS)) {
            classes.put(dotted(name.substring(0, name.length() - CLASS.length())), facts(in));
          } else {
            files.add(name);
          }
        }
      }
    }
    files.sort(null);
    return new ProgramJar(classes, files, providers);
  }

  /** Returns true if a class is another class, extends it or implements it, maybe indirectly. */
  boolean isKindOf(@Nullable String name, String wanted) {
    Facts facts = name == null ? null : classes.get(name);
    return wanted.equals(name)
        || (facts != null
            && (isKindOf(facts.superclass(), wanted)
                || facts.interfaces().stream().anyMatch(one -> isKindOf(one, wanted))));
  }

  private static String dotted(String name) {
    return name.replace('/', '.');
  }

  private static List<String> lines(InputStream in) throws IOException {
    return new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8)
        .lines()
        .map(line -> line.replaceAll("#.*", "").strip())
        .filter(line -> !line.isEmpty())
        .toList();
  }

  private static Facts facts(InputStream in) throws IOException {
    FactsReader reader = new FactsReader();
    new ClassReader(in.readAllBytes())
        .accept(reader, ClassReader.SKIP_CODE | ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
    return reader.facts();
  }

  private static final class FactsReader extends ClassVisitor {
    private final List<String> interfaces = new ArrayList<>();
    private final List<String> components = new ArrayList<>();
    private @Nullable String superclass;
    private int access;
    private boolean hasPlainConstructor;

    FactsReader() {
      super(Opcodes.ASM9);
    }

    @Override
    public void visit(
        int version,
        int flags,
        String name,
        @Nullable String signature,
        @Nullable String parent,
        String @Nullable [] all) {
      access = flags;
      superclass = parent == null ? null : dotted(parent);
      if (all != null) {
        List.of(all).forEach(one -> interfaces.add(dotted(one)));
      }
    }

    @Override
    public @Nullable RecordComponentVisitor visitRecordComponent(
        String name, String descriptor, @Nullable String signature) {
      components.add(name);
      return null;
    }

    @Override
    public @Nullable MethodVisitor visitMethod(
        int flags,
        String name,
        String descriptor,
        @Nullable String signature,
        String @Nullable [] exceptions) {
      hasPlainConstructor |= name.equals("<init>") && descriptor.equals("()V");
      return null;
    }

    Facts facts() {
      boolean isRecord = "java.lang.Record".equals(superclass);
      // The constants of an enum with bodies are classes of their own, which have no values().
      boolean isEnum = (access & Opcodes.ACC_ENUM) != 0 && "java.lang.Enum".equals(superclass);
      return new Facts(
          superclass, interfaces, isEnum, hasPlainConstructor, isRecord ? components : null);
    }
  }
}
