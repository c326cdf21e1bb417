package dev.weir.nativeimage;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Executable;
import java.lang.reflect.Member;
import java.util.HashSet;
import java.util.Set;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * Writes what calls are made with while the program runs, one line each: the caller, the call and
 * its arguments, separated by tabs. The same line is written once.
 */
public final class CallLog {
  private static final Set<String> WRITTEN = new HashSet<>();
  private static @Nullable OutputStream out;

  private CallLog() {}

  static void open(String file) throws IOException {
    // Without a buffer: the program ends by halting the process.
    out = new FileOutputStream(file, true);
  }

  /**
   * Writes a call. Instrumented classes call this.
   *
   * @param call the class and the name of the called method
   * @param arguments the object that the method is called on, if any, and its arguments
   */
  public static synchronized void write(String caller, String call, @Nullable Object[] arguments) {
    StringJoiner line = new StringJoiner("\t", "", "\n").add(caller).add(call);
    for (Object argument : arguments) {
      line.add(text(argument));
    }
    if (out == null || !WRITTEN.add(line.toString())) {
      return;
    }
    try {
      out.write(line.toString().getBytes(UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String text(@Nullable Object value) {
    if (value instanceof Class<?> type) {
      return "class " + type.getName();
    }
    if (value instanceof Class<?>[] types) {
      return "classes " + names(types);
    }
    if (value instanceof Executable executable) {
      return member(executable) + "(" + names(executable.getParameterTypes()) + ")";
    }
    if (value instanceof Member member) {
      return member(member);
    }
    if (value instanceof String string) {
      return "text " + string.replaceAll("\\s", " ");
    }
    return value == null ? "null" : "value " + value.getClass().getName();
  }

  private static String member(Member member) {
    String name = member instanceof java.lang.reflect.Constructor ? "<init>" : member.getName();
    return "member " + member.getDeclaringClass().getName() + " " + name;
  }

  private static String names(Class<?>[] types) {
    StringJoiner names = new StringJoiner(",");
    for (Class<?> type : types) {
      names.add(type.getName());
    }
    return names.toString();
  }
}
