package dev.weir.document.python;

import java.util.Arrays;

/**
 * The instructions of some versions of Python, as far as they connect a constant with a name
 * (CPython's Lib/opcode.py and Include/opcode_ids.h of each version).
 */
final class Opcodes {
  /** The effect of an instruction. */
  enum Step {
    /** Loads a constant. */
    CONSTANT,
    /** Loads what a global name stands for. */
    LOAD_GLOBAL,
    LOAD_NAME,
    LOAD_LOCAL,
    LOAD_CELL,
    /** Replaces a value by one of its attributes. */
    ATTRIBUTE,
    STORE_NAME,
    STORE_LOCAL,
    STORE_CELL,
    STORE_ATTRIBUTE,
    /** Stores a value under a key. */
    STORE_ITEM,
    /** The same, in a dictionary that is being made. */
    STORE_MAP,
    COMPARE,
    /** Makes a dictionary of keys and values. */
    MAP,
    /** Makes a dictionary of values and a list of keys, or calls with such a list of names. */
    NAMED_VALUES,
    /** Names the arguments of the call that follows. */
    ARGUMENT_NAMES,
    /** Calls with names and values in turns, whose number is the upper half of the argument. */
    CALL,
    /** Is the upper part of the argument of the next instruction. */
    EXTEND,
    /** Does nothing with values. */
    NOTHING,
    OTHER
  }

  private static final int FIRST_WITH_ARGUMENT = 90;

  /** Until Python 3.5: one byte, or three with an argument. */
  static final Opcodes WITH_ARGUMENTS =
      old().with(Step.STORE_MAP, 54).with(Step.CALL, 131).bytes(3);

  /** Python 3.6 to 3.10: two bytes each. */
  static final Opcodes WORDS = old().with(Step.NAMED_VALUES, 141, 156);

  /** Python 3.11. */
  static final Opcodes WORDS_OF_3_11 = ofThreeEleven();

  /** Python 3.12, which doubles the numbers of attributes. */
  static final Opcodes WORDS_OF_3_12 = ofThreeEleven().shifted(1, 1);

  /** Python 3.13, which numbers all instructions anew. */
  static final Opcodes WORDS_OF_3_13 =
      new Opcodes()
          .with(Step.CONSTANT, 83)
          .with(Step.LOAD_GLOBAL, 91)
          .with(Step.LOAD_NAME, 92)
          .with(Step.LOAD_LOCAL, 85, 86, 87)
          .with(Step.LOAD_CELL, 84)
          .with(Step.ATTRIBUTE, 82)
          .with(Step.STORE_NAME, 113, 114)
          .with(Step.STORE_LOCAL, 110)
          .with(Step.STORE_CELL, 109)
          .with(Step.STORE_ATTRIBUTE, 108)
          .with(Step.STORE_ITEM, 39)
          .with(Step.COMPARE, 58)
          .with(Step.MAP, 48)
          .with(Step.NAMED_VALUES, 46, 57)
          .with(Step.EXTEND, 71)
          .with(Step.NOTHING, 0, 30, 34, 149)
          .shifted(1, 1);

  /** Versions whose instructions are not known: no name is found. */
  static final Opcodes NONE = new Opcodes();

  private final Step[] steps = new Step[256];
  private int bytes = 2;
  private int globalShift;
  private int attributeShift;

  private Opcodes() {
    Arrays.fill(steps, Step.OTHER);
  }

  private static Opcodes old() {
    return new Opcodes()
        .with(Step.CONSTANT, 100)
        .with(Step.LOAD_GLOBAL, 116)
        .with(Step.LOAD_NAME, 101)
        .with(Step.LOAD_LOCAL, 124)
        .with(Step.LOAD_CELL, 136)
        .with(Step.ATTRIBUTE, 106)
        .with(Step.STORE_NAME, 90, 97)
        .with(Step.STORE_LOCAL, 125)
        .with(Step.STORE_CELL, 137)
        .with(Step.STORE_ATTRIBUTE, 95)
        .with(Step.STORE_ITEM, 60)
        .with(Step.COMPARE, 107)
        .with(Step.MAP, 105)
        .with(Step.EXTEND, 144)
        .with(Step.NOTHING, 9);
  }

  private static Opcodes ofThreeEleven() {
    return old()
        .with(Step.LOAD_CELL, 137)
        .with(Step.STORE_CELL, 138)
        .with(Step.NAMED_VALUES, 156)
        .with(Step.ARGUMENT_NAMES, 172)
        .with(Step.NOTHING, 0, 2, 9, 151, 166)
        .shifted(1, 0);
  }

  private Opcodes with(Step step, int... codes) {
    for (int code : codes) {
      steps[code] = step;
    }
    return this;
  }

  private Opcodes bytes(int count) {
    bytes = count;
    return this;
  }

  private Opcodes shifted(int global, int attribute) {
    globalShift = global;
    attributeShift = attribute;
    return this;
  }

  Step step(int code) {
    return steps[code];
  }

  /** Returns the length of an instruction in bytes. */
  int length(int code) {
    return bytes == 3 && code < FIRST_WITH_ARGUMENT ? 1 : bytes;
  }

  /** Returns the index of a name, given the argument of the instruction. */
  int index(Step step, int argument) {
    return switch (step) {
      case LOAD_GLOBAL -> argument >> globalShift;
      case ATTRIBUTE -> argument >> attributeShift;
      default -> argument;
    };
  }
}
