package dev.weir.nativeimage;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;
import java.lang.invoke.VarHandle;
import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/**
 * Initializes classes as the compiler of GraalVM does, and prints what their static fields hold.
 * Lines that start with {@code !} are problems; the others are {@code field=digest}, where the
 * digest covers every value that can be reached.
 */
public final class StaticState {
  /** Objects that belong to one process or one machine. */
  private static final List<String> OF_A_PROCESS =
      List.of(
          "java.lang.Thread",
          "java.lang.ThreadGroup",
          "java.lang.Process",
          "java.lang.ProcessHandle",
          "java.util.Random",
          "java.util.random.RandomGenerator",
          "java.util.Timer",
          "java.util.concurrent.Executor",
          "java.time.Clock",
          "java.time.temporal.Temporal",
          "java.util.Date",
          "java.util.Calendar",
          "java.io.File",
          "java.io.FileDescriptor",
          "java.io.InputStream",
          "java.io.OutputStream",
          "java.io.Reader",
          "java.io.Writer",
          "java.io.RandomAccessFile",
          "java.nio.channels.Channel",
          "java.nio.MappedByteBuffer",
          "java.nio.file.Path",
          "java.nio.file.FileSystem",
          "java.net.InetAddress",
          "java.net.Socket",
          "java.net.URL",
          "java.net.http.HttpClient",
          "java.util.zip.Inflater",
          "java.util.zip.Deflater",
          "java.util.zip.ZipFile",
          "java.lang.ref.Cleaner");

  private final List<String> prefixes;
  private final Set<String> problems = new TreeSet<>();
  private final List<Class<?>> forbidden = new ArrayList<>();

  private StaticState(List<String> prefixes) throws ClassNotFoundException {
    this.prefixes = prefixes;
    for (String name : OF_A_PROCESS) {
      forbidden.add(Class.forName(name));
    }
  }

  /**
   * Prints the state.
   *
   * @param args the packages and classes to initialize, separated by commas, and the jar or folder
   *     that has them
   */
  public static void main(String[] args) throws Exception {
    StaticState state = new StaticState(List.of(args[0].split(",")));
    List<String> fields = new ArrayList<>();
    for (String name : state.names(Path.of(args[1]))) {
      Class<?> type;
      try {
        type = Class.forName(name);
      } catch (LinkageError e) {
        System.out.println("! " + name + " cannot be initialized: " + e);
        continue;
      }
      for (Field field : type.getDeclaredFields()) {
        if (Modifier.isStatic(field.getModifiers())) {
          fields.add(state.line(field));
        }
      }
    }
    state.problems.forEach(problem -> System.out.println("! " + problem));
    fields.forEach(System.out::println);
  }

  private List<String> names(Path jar) throws Exception {
    if (!jar.toString().endsWith(".jar")) {
      return prefixes;
    }
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      return zip.stream()
          .map(ZipEntry::getName)
          .filter(name -> name.endsWith(".class") && !name.startsWith("META-INF/"))
          .map(name -> name.substring(0, name.length() - 6).replace('/', '.'))
          .filter(name -> !name.endsWith("package-info") && isInitialized(name))
          .sorted()
          .toList();
    }
  }

  private boolean isInitialized(String name) {
    return prefixes.stream()
        .anyMatch(
            one -> name.equals(one) || name.startsWith(one + ".") || name.startsWith(one + "$"));
  }

  private String line(Field field) throws Exception {
    field.setAccessible(true);
    String name = field.getDeclaringClass().getName() + "." + field.getName();
    String text = new Walk(name).text(field.get(null));
    byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
    return name + "=" + HexFormat.of().formatHex(digest, 0, 8);
  }

  /** One walk through all that a static field holds. */
  private final class Walk {
    private final String root;
    private final Map<Object, Integer> seen = new IdentityHashMap<>();

    Walk(String root) {
      this.root = root;
    }

    /** Returns a text that is the same in each process that holds the same values. */
    String text(@Nullable Object start) throws IllegalAccessException {
      StringBuilder out = new StringBuilder();
      List<Object> rest = new ArrayList<>();
      add(start, out, rest);
      // A loop and a list instead of recursion: some tables are long chains.
      for (int i = 0; i < rest.size(); i++) {
        out.append('\n').append(i).append(' ');
        describe(rest.get(i), out, rest);
      }
      return out.toString();
    }

    private void add(@Nullable Object value, StringBuilder out, List<Object> rest) {
      if (value == null
          || value instanceof String
          || value instanceof Number
          || value instanceof Boolean
          || value instanceof Character) {
        out.append(value).append(' ');
      } else if (value instanceof Class<?> type) {
        out.append(name(type)).append(' ');
      } else {
        Integer number = seen.get(value);
        if (number == null) {
          number = rest.size();
          seen.put(value, number);
          rest.add(value);
        }
        out.append('#').append(number).append(' ');
      }
    }

    private void describe(Object value, StringBuilder out, List<Object> rest)
        throws IllegalAccessException {
      Class<?> type = value.getClass();
      out.append(name(type)).append(' ');
      check(value);
      if (type.isArray()) {
        for (int i = 0; i < Array.getLength(value); i++) {
          add(Array.get(value, i), out, rest);
        }
      } else if (isOfJdk(type) && value instanceof Map<?, ?> map) {
        List<String> entries = new ArrayList<>();
        for (Map.Entry<?, ?> entry : map.entrySet()) {
          entries.add(new Walk(root).text(new Object[] {entry.getKey(), entry.getValue()}));
        }
        entries.stream().sorted().forEach(out::append);
      } else if (isOfJdk(type) && value instanceof Set<?> set) {
        List<String> entries = new ArrayList<>();
        for (Object entry : set) {
          entries.add(new Walk(root).text(entry));
        }
        entries.stream().sorted().forEach(out::append);
      } else if (!isClosed(value)) {
        for (Class<?> each = type; each != null; each = each.getSuperclass()) {
          for (Field field : each.getDeclaredFields()) {
            if (!Modifier.isStatic(field.getModifiers())) {
              field.setAccessible(true);
              add(field.get(value), out, rest);
            }
          }
        }
      }
    }

    private void check(Object value) {
      for (Class<?> type : forbidden) {
        if (type.isInstance(value)) {
          problems.add(root + " holds a " + name(value.getClass()));
        }
      }
      Class<?> element = value.getClass();
      while (element.isArray()) {
        element = element.getComponentType();
      }
      if (!element.isPrimitive()
          && !isOfJdk(element)
          && !isInitialized(name(element).replaceAll("\\$\\$Lambda.*", ""))) {
        problems.add(
            root + " holds a " + name(element) + ", a class that is initialized at run time");
      }
    }
  }

  /** Returns true for objects whose insides GraalVM replaces by its own. */
  private static boolean isClosed(Object value) {
    return value instanceof MethodHandle
        || value instanceof VarHandle
        || value instanceof MethodType
        || value instanceof ClassLoader
        || value instanceof ThreadLocal
        || (isOfJdk(value.getClass()) && value instanceof Enum);
  }

  private static boolean isOfJdk(Class<?> type) {
    ClassLoader loader = type.getClassLoader();
    return loader == null || loader == ClassLoader.getPlatformClassLoader();
  }

  /** Lambdas are numbered in the order of their creation. */
  private static String name(Class<?> type) {
    return type.getName().replaceAll("(\\$\\$Lambda).*", "$1");
  }
}
