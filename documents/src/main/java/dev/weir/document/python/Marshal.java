package dev.weir.document.python;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weir.core.source.DocumentException;
import dev.weir.core.source.DocumentText;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the values of a compiled Python file, as Python's module {@code marshal} writes them.
 * Numbers are read over, except for their place in lists. Source of the format: CPython's
 * Python/marshal.c, and the documentation of the module.
 *
 * <p>Values are {@link Text}, {@link CodeObject}, a {@code List} for tuples, lists and sets, or
 * {@link #OTHER}.
 */
final class Marshal {
  /** Stands for all values without text. */
  static final Object OTHER = new Object();

  /** The deepest nesting that is read; Python itself reads 2,000. */
  private static final int DEEPEST = 500;

  private static final int REFERABLE = 0x80;

  private final byte[] bytes;
  private final PythonVersion version;
  private final DocumentText text;
  private final List<Object> references = new ArrayList<>();
  private final List<Object> interned = new ArrayList<>();
  private int at;
  private int depth;

  /** A string, or bytes, which have the same form in a compiled file. */
  record Text(String value) {}

  /**
   * @param from the offset of the first value
   * @param text counts what is read
   */
  Marshal(byte[] bytes, int from, PythonVersion version, DocumentText text) {
    this.bytes = bytes;
    this.at = from;
    this.version = version;
    this.text = text;
  }

  /**
   * Reads the next value.
   *
   * @throws DocumentException if the bytes are no value of this version
   */
  Object value() throws DocumentException, InterruptedException {
    text.count(1);
    if (++depth > DEEPEST) {
      throw DocumentException.limit("it is nested too deeply");
    }
    int type = octet();
    boolean isReferable = (type & REFERABLE) != 0 && !version.isTwo();
    int slot = references.size();
    if (isReferable) {
      references.add(OTHER);
    }
    Object value = value(type & ~REFERABLE);
    if (isReferable) {
      references.set(slot, value);
    }
    depth--;
    return value;
  }

  private Object value(int type) throws DocumentException, InterruptedException {
    return switch (type) {
      case 'N', 'F', 'T', 'S', '.', '0' -> OTHER;
      case 'i' -> skipped(4);
      case 'I', 'g' -> skipped(8);
      case 'y' -> skipped(16);
      case 'f' -> skipped(octet());
      case 'x' -> {
        skipped(octet());
        yield skipped(octet());
      }
      case 'l' -> skipped(2L * Math.abs((long) number()));
      case 's' -> bytes(number());
      case 't' -> version.isTwo() ? intern(bytes(number())) : unicode(number());
      case 'u' -> unicode(number());
      case 'a', 'A' -> bytes(number());
      case 'z', 'Z' -> bytes(octet());
      case ')' -> values(octet());
      case '(', '[', '<', '>' -> values(number());
      case '{' -> dictionary();
      case ':' -> values(3);
      case 'R' -> reference(interned);
      case 'r' -> reference(references);
      case 'c' -> code();
      default -> throw DocumentException.damaged("byte " + (at - 1) + " begins no value");
    };
  }

  private int octet() throws DocumentException {
    if (at >= bytes.length) {
      throw DocumentException.cutOff();
    }
    return bytes[at++] & 0xFF;
  }

  private int number() throws DocumentException {
    int number = 0;
    for (int i = 0; i < 4; i++) {
      number |= octet() << (8 * i);
    }
    return number;
  }

  private Object skipped(long length) throws DocumentException {
    range(length);
    return OTHER;
  }

  /** Moves over a number of bytes and returns where they begin. */
  private int range(long length) throws DocumentException {
    if (length < 0 || length > bytes.length - at) {
      throw DocumentException.cutOff();
    }
    int from = at;
    at += (int) length;
    return from;
  }

  private Text bytes(int length) throws DocumentException {
    int from = range(length);
    return new Text(new String(bytes, from, length, ISO_8859_1));
  }

  private Text unicode(int length) throws DocumentException {
    int from = range(length);
    return new Text(new String(bytes, from, length, UTF_8));
  }

  private Text intern(Text value) {
    interned.add(value);
    return value;
  }

  private Object reference(List<Object> to) throws DocumentException {
    int index = number();
    if (index < 0 || index >= to.size()) {
      throw DocumentException.damaged("byte " + (at - 4) + " refers to no value");
    }
    return to.get(index);
  }

  private List<Object> values(int count) throws DocumentException, InterruptedException {
    // Each value has a byte at least, so a wrong count needs no memory.
    if (count < 0 || count > bytes.length - at) {
      throw DocumentException.cutOff();
    }
    List<Object> values = new ArrayList<>(Math.min(count, 1_000));
    for (int i = 0; i < count; i++) {
      values.add(value());
    }
    return values;
  }

  /** Reads names and values until a null, which only ends dictionaries. */
  private List<Object> dictionary() throws DocumentException, InterruptedException {
    List<Object> values = new ArrayList<>();
    while (at < bytes.length && bytes[at] != '0') {
      values.add(value());
      values.add(value());
    }
    octet();
    return values;
  }

  private CodeObject code() throws DocumentException, InterruptedException {
    int parameters = number();
    range(4L * (version.numbersBeforeCode() - 1));
    Object instructions = value();
    List<Object> constants = list(value());
    List<Object> names = list(value());
    List<Object> locals = list(value());
    List<Object> cells = new ArrayList<>();
    if (version.hasCellNames()) {
      List<Object> free = list(value());
      cells.addAll(list(value()));
      cells.addAll(free);
    } else {
      value();
    }
    value();
    Object name = value();
    Object qualified = version.hasQualifiedName() ? value() : name;
    range(4);
    value();
    if (version.hasQualifiedName()) {
      value();
    }
    String shown = qualified instanceof Text text ? text.value() : "";
    byte[] code =
        instructions instanceof Text text ? text.value().getBytes(ISO_8859_1) : new byte[0];
    return new CodeObject(shown, parameters, code, constants, names, locals, cells);
  }

  private static List<Object> list(@Nullable Object value) {
    if (!(value instanceof List<?> list)) {
      return List.of();
    }
    return new ArrayList<>(list);
  }
}
