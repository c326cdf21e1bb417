package dev.weir.document.python;

import org.jspecify.annotations.Nullable;

/**
 * How a version of Python writes compiled files. The number in the first two bytes names it
 * (CPython's Lib/importlib/_bootstrap_external.py and Include/internal/pycore_magic_number.h).
 */
enum PythonVersion {
  /** 2.7. */
  TWO(62_191, 62_220, 8, 4),
  /** 3.0 to 3.2, with a header without the size of the source. */
  THREE_0(3_000, 3_189, 8, 5),
  /** 3.3 to 3.5. */
  THREE_3(3_190, 3_359, 12, 5),
  /** 3.6, the first whose instructions all have two bytes. */
  THREE_6(3_360, 3_389, 12, 5),
  /** 3.7. */
  THREE_7(3_390, 3_399, 16, 5),
  /** 3.8 to 3.10, with parameters without names. */
  THREE_8(3_400, 3_449, 16, 6),
  /** 3.11, with one list of variables. */
  THREE_11(3_450, 3_499, 16, 5),
  /** 3.12. */
  THREE_12(3_500, 3_549, 16, 5),
  /** 3.13. */
  THREE_13(3_550, 3_599, 16, 5),
  /** 3.14, whose instructions are not read, only the values. */
  THREE_14(3_600, 3_649, 16, 5);

  private final int first;
  private final int last;
  private final int header;
  private final int numbers;

  PythonVersion(int first, int last, int header, int numbers) {
    this.first = first;
    this.last = last;
    this.header = header;
    this.numbers = numbers;
  }

  /** Returns the version with this number, or null. */
  static @Nullable PythonVersion of(int magic) {
    for (PythonVersion version : values()) {
      if (magic >= version.first && magic <= version.last) {
        return version;
      }
    }
    return null;
  }

  boolean isTwo() {
    return this == TWO;
  }

  /** Returns the number of bytes before the module. */
  int header() {
    return header;
  }

  /** Returns how many numbers of four bytes come before the instructions. */
  int numbersBeforeCode() {
    return numbers;
  }

  /** Returns true if the variables of outer functions have lists of their own. */
  boolean hasCellNames() {
    return compareTo(THREE_11) < 0;
  }

  boolean hasQualifiedName() {
    return compareTo(THREE_11) >= 0;
  }

  Opcodes opcodes() {
    return switch (this) {
      case TWO, THREE_0, THREE_3 -> Opcodes.WITH_ARGUMENTS;
      case THREE_6, THREE_7, THREE_8 -> Opcodes.WORDS;
      case THREE_11 -> Opcodes.WORDS_OF_3_11;
      case THREE_12 -> Opcodes.WORDS_OF_3_12;
      case THREE_13 -> Opcodes.WORDS_OF_3_13;
      case THREE_14 -> Opcodes.NONE;
    };
  }
}
