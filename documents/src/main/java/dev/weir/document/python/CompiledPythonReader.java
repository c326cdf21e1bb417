package dev.weir.document.python;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weir.core.file.FileHead;
import dev.weir.core.source.DocumentException;
import dev.weir.core.source.DocumentFile;
import dev.weir.core.source.DocumentReader;
import dev.weir.core.source.DocumentText;
import dev.weir.document.python.Marshal.Text;
import dev.weir.document.value.RowText;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads compiled Python ({@code .pyc}) of Python 2.7 and 3: the strings of each function, with the
 * names of what they are assigned to. Nothing is run.
 */
public final class CompiledPythonReader implements DocumentReader {
  private static final int MOST_BYTES = 100_000_000;

  @Override
  public @Nullable String kind(FileHead head, String name) {
    if (!head.has(2, "\r\n")) {
      return null;
    }
    String lower = name.toLowerCase(Locale.ROOT);
    boolean isNamed = lower.endsWith(".pyc") || lower.endsWith(".pyo");
    return isNamed || isModule(head) ? "compiled Python" : null;
  }

  private static boolean isModule(FileHead head) {
    PythonVersion version = PythonVersion.of(magic(head.bytes()));
    if (version == null || head.length() <= version.header()) {
      return false;
    }
    int first = head.bytes()[version.header()] & 0xFF;
    return first == 'c' || first == 0xE3;
  }

  private static int magic(byte[] bytes) {
    return (bytes[0] & 0xFF) | ((bytes[1] & 0xFF) << 8);
  }

  @Override
  public void read(DocumentFile file, DocumentText text) throws IOException, InterruptedException {
    byte[] bytes = file.bytes(MOST_BYTES);
    if (bytes.length < 4) {
      throw DocumentException.cutOff();
    }
    PythonVersion version = PythonVersion.of(magic(bytes));
    if (version == null) {
      throw DocumentException.unsupported("weir does not know the version of Python that made it");
    }
    Object module = new Marshal(bytes, version.header(), version, text).value();
    if (!(module instanceof CodeObject code)) {
      throw DocumentException.damaged("it holds no module");
    }
    addAll(code, version, text);
  }

  /** Adds a module and the functions in it; one that is met again is not added again. */
  private static void addAll(CodeObject module, PythonVersion version, DocumentText text)
      throws IOException, InterruptedException {
    Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    Deque<CodeObject> waiting = new ArrayDeque<>();
    add("module", module, version, text, waiting, seen);
    while (!waiting.isEmpty()) {
      CodeObject code = waiting.remove();
      add("function " + code.name(), code, version, text, waiting, seen);
    }
  }

  private static void add(
      String place,
      CodeObject code,
      PythonVersion version,
      DocumentText text,
      Deque<CodeObject> waiting,
      Set<Object> seen)
      throws IOException, InterruptedException {
    Lines lines = new Lines(text);
    new Assignments(code, version.opcodes(), lines::named).find();
    Set<Object> lists = Collections.newSetFromMap(new IdentityHashMap<>());
    for (Object constant : code.constants()) {
      lines.constant(constant, lists, waiting, seen);
    }
    text.add(place, lines.out.toByteArray());
  }

  /** The lines of one function: first the constants with names, then the others. */
  private static final class Lines {
    private final DocumentText text;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final Set<Object> named = Collections.newSetFromMap(new IdentityHashMap<>());

    Lines(DocumentText text) {
      this.text = text;
    }

    void named(String name, Text constant) throws DocumentException, InterruptedException {
      if (isInner(name)) {
        return;
      }
      text.count(name.length() + constant.value().length());
      RowText.line(out, name, bytes(constant));
      named.add(constant);
    }

    // Python sets these itself.
    private static boolean isInner(String name) {
      return name.equals("__qualname__") || name.equals("__module__") || name.equals("__doc__");
    }

    private static byte[] bytes(Text constant) {
      return constant.value().getBytes(UTF_8);
    }

    void constant(Object constant, Set<Object> lists, Deque<CodeObject> functions, Set<Object> seen)
        throws IOException, InterruptedException {
      text.count(1);
      if (constant instanceof CodeObject code) {
        if (seen.add(code)) {
          functions.add(code);
        }
      } else if (constant instanceof List<?> list) {
        if (lists.add(list)) {
          for (Object one : list) {
            constant(one, lists, functions, seen);
          }
        }
      } else if (constant instanceof Text string && named.add(string)) {
        text.count(string.value().length());
        out.writeBytes(bytes(string));
        out.write('\n');
      }
    }
  }
}
