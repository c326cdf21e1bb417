package dev.weir.document.python;

import dev.weir.core.source.DocumentException;
import dev.weir.document.python.Marshal.Text;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds the names of constants: the instructions of a function are followed in their order, with
 * the values that were loaded last. What the values become is not computed, so only a constant that
 * is stored, compared or passed directly has a name.
 */
final class Assignments {
  private final CodeObject code;
  private final Opcodes opcodes;
  private final Found out;
  private final List<Object> loaded = new ArrayList<>();
  private final Set<Object> made = Collections.newSetFromMap(new IdentityHashMap<>());

  /** A value that was loaded by its name. */
  private record Name(String text) {}

  /** Receives the constants that have a name. */
  interface Found {
    void named(String name, Text constant) throws DocumentException, InterruptedException;
  }

  Assignments(CodeObject code, Opcodes opcodes, Found out) {
    this.code = code;
    this.opcodes = opcodes;
    this.out = out;
  }

  void find() throws DocumentException, InterruptedException {
    byte[] bytes = code.instructions();
    int extended = 0;
    int at = 0;
    while (at < bytes.length) {
      int op = bytes[at] & 0xFF;
      int length = opcodes.length(op);
      int argument = length > 1 && at + 1 < bytes.length ? bytes[at + 1] & 0xFF : 0;
      if (length > 2 && at + 2 < bytes.length) {
        argument |= (bytes[at + 2] & 0xFF) << 8;
      }
      argument |= extended;
      Opcodes.Step step = opcodes.step(op);
      extended = step == Opcodes.Step.EXTEND ? argument << 8 : 0;
      step(step, argument);
      at += length;
    }
  }

  private void step(Opcodes.Step step, int argument)
      throws DocumentException, InterruptedException {
    int index = opcodes.index(step, argument);
    switch (step) {
      case CONSTANT -> loaded.add(get(code.constants(), argument));
      case LOAD_GLOBAL, LOAD_NAME -> load(code.names(), index);
      case LOAD_LOCAL -> load(code.locals(), index);
      case LOAD_CELL -> load(cells(), index);
      case ATTRIBUTE -> {
        drop(1);
        load(code.names(), index);
      }
      case STORE_NAME -> store(code.names(), index);
      case STORE_LOCAL -> store(code.locals(), index);
      case STORE_CELL -> store(cells(), index);
      case STORE_ATTRIBUTE -> {
        drop(1);
        store(code.names(), index);
      }
      case STORE_ITEM -> {
        pair(back(1), back(3));
        loaded.clear();
      }
      case STORE_MAP -> {
        pair(back(1), back(2));
        drop(2);
      }
      case COMPARE -> {
        compare();
        loaded.clear();
      }
      case MAP -> pairs(2 * argument);
      case NAMED_VALUES -> {
        Object names = back(1);
        drop(1);
        named(names);
      }
      case ARGUMENT_NAMES -> named(get(code.constants(), argument));
      case CALL -> pairs(2 * (argument >> 8));
      case EXTEND, NOTHING -> {}
      case OTHER -> {
        defaults();
        loaded.clear();
      }
    }
  }

  private List<Object> cells() {
    return code.cells().isEmpty() ? code.locals() : code.cells();
  }

  private static Object get(List<Object> values, int index) {
    return index >= 0 && index < values.size() ? values.get(index) : Marshal.OTHER;
  }

  /** Returns the value that was loaded last, or a number of places before. */
  private Object back(int count) {
    return get(loaded, loaded.size() - count);
  }

  private void drop(int count) {
    for (int i = 0; i < count && !loaded.isEmpty(); i++) {
      loaded.remove(loaded.size() - 1);
    }
  }

  private void load(List<Object> names, int index) {
    loaded.add(get(names, index) instanceof Text name ? new Name(name.value()) : Marshal.OTHER);
  }

  private void store(List<Object> names, int index) throws DocumentException, InterruptedException {
    pair(get(names, index), back(1));
    loaded.clear();
  }

  private void compare() throws DocumentException, InterruptedException {
    Object left = back(2);
    Object right = back(1);
    pair(left instanceof Name name ? new Text(name.text()) : null, right);
    pair(right instanceof Name name ? new Text(name.text()) : null, left);
  }

  /** Connects names and values, which were loaded in turns. */
  private void pairs(int count) throws DocumentException, InterruptedException {
    for (int i = Math.min(count, loaded.size() & ~1); i >= 2; i -= 2) {
      pair(back(i), back(i - 1));
    }
    loaded.clear();
  }

  /** Connects a list of names with the values that were loaded last. */
  private void named(Object names) throws DocumentException, InterruptedException {
    if (names instanceof List<?> list) {
      // Only values that were loaded just before have a name, however long the list is.
      for (int i = Math.max(0, list.size() - loaded.size()); i < list.size(); i++) {
        pair(list.get(i), back(list.size() - i));
      }
    }
    loaded.clear();
  }

  /** Connects the default values of a function, loaded before it, with its last parameters. */
  private void defaults() throws DocumentException, InterruptedException {
    for (int i = 0; i + 1 < loaded.size(); i++) {
      Object next = loaded.get(i + 1);
      if (loaded.get(i) instanceof List<?> values
          && next instanceof CodeObject function
          && made.add(function)) {
        int first = function.parameters() - values.size();
        for (int k = 0; k < values.size(); k++) {
          pair(get(function.locals(), first + k), values.get(k));
        }
      }
    }
  }

  private void pair(@Nullable Object name, @Nullable Object value)
      throws DocumentException, InterruptedException {
    if (name instanceof Text text && value instanceof Text constant) {
      out.named(text.value(), constant);
    }
  }
}
